(function () {
  'use strict';

  // tables are sorted by their heads: up, down, and as they were

  // a cell that spans several columns belongs to none of them
  function cellAt(row, column) {
    let at = 0;
    for (const cell of row.cells) {
      if (at === column) return cell.colSpan === 1 ? cell : null;
      at += cell.colSpan;
    }
    return null;
  }

  function value(row, column) {
    const cell = cellAt(row, column);
    return !cell ? '' : cell.dataset.value === undefined ? cell.textContent.trim() : cell.dataset.value;
  }

  function sortBy(table, head, column, first) {
    const was = head.getAttribute('aria-sort');
    const order = was === 'ascending' ? 'descending' : was === 'descending' ? null : 'ascending';
    for (const other of table.querySelectorAll('th.sorts')) other.removeAttribute('aria-sort');
    const body = table.tBodies[0];
    if (!order) { body.append(...first); return; }
    head.setAttribute('aria-sort', order);
    const known = first.filter(row => !['', 'NaN', '\u2013'].includes(value(row, column)));
    const numbers = known.every(row => isFinite(value(row, column))), sign = order === 'ascending' ? 1 : -1;
    known.sort((a, b) => {
      const x = value(a, column), y = value(b, column);
      return sign * (numbers ? x - y : x.localeCompare(y, 'en', {numeric: true}));
    });
    // what is not known comes last, whichever way
    body.append(...known, ...first.filter(row => !known.includes(row)));
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    const first = Array.from(table.tBodies[0].rows);
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      if (head.classList.contains('bars')) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      head.classList.add('sorts');
      button.addEventListener('click', () => sortBy(table, head, column, first));
    });
  }
})();
