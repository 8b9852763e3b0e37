(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const digits = v => v === 0 ? '0' : Number(v.toPrecision(4)).toString();

  // ---- power of all groups, over one another ----

  const host = document.getElementById('power-chart'), legend = document.getElementById('legend'), align = document.getElementById('align');
  const COLOURS = ['--cpu', '--dram', '--gpu', '--board', '--wall', '--other', '--ink', '--faint'];
  const DASHES = [[], [8, 4], [2, 3]];
  const POINTS = 720;
  const hidden = new Set();
  let at = -1, chart = null;

  const colour = group => css(COLOURS[group % COLOURS.length]);
  const dash = group => DASHES[Math.floor(group / COLOURS.length) % DASHES.length];
  const lineOf = run => at < 0 ? run.whole : run.phases[at].line;
  const lines = () => data.groups.flatMap((group, g) => group.runs.map((run, r) => ({g, thick: r === 0, line: lineOf(run)})).filter(l => l.line));

  function watts(line, seconds) {
    const column = Math.floor(seconds / line.seconds * line.watts.length);
    return seconds <= line.seconds && line.seconds > 0 ? line.watts[Math.min(column, line.watts.length - 1)] : null;
  }

  function axis(label, size) {
    const font = getComputedStyle(document.body).fontFamily;
    return {label, size, labelSize: 22, labelFont: '13px ' + font, font: '12px ' + font, stroke: () => css('--faint'), ticks: {show: false},
      grid: {stroke: () => css('--grid'), width: 1}};
  }

  function draw() {
    const zoom = chart && chart.drawnAt === at && [chart.scales.x.min, chart.scales.x.max];
    if (chart) chart.destroy();
    chart = null;
    const shown = lines(), end = shown.reduce((most, l) => Math.max(most, l.line.seconds), 0);
    if (!shown.length || !end) return;
    // thin lines first, so that the thick ones lie on top
    shown.sort((a, b) => a.thick - b.thick);
    const seconds = Array.from({length: POINTS}, (none, i) => (i + .5) * end / POINTS);
    const series = shown.map(l => ({
      label: data.groups[l.g].label, show: !hidden.has(l.g), stroke: colour(l.g) + (l.thick ? '' : '66'), width: l.thick ? 2 : 1,
      dash: dash(l.g), spanGaps: false, points: {show: false}
    }));
    chart = new uPlot({
      width: host.clientWidth, height: 340, padding: [12, 26, null, null], legend: {show: false},
      series: [{label: 'Time'}].concat(series),
      scales: {x: {time: false, range: (u, min, max) => min === seconds[0] && max === seconds[POINTS - 1] ? [0, end] : [min, max]},
        y: {range: (u, min, max) => [0, max > 0 ? max * 1.06 : 1]}},
      axes: [axis('Time since the beginning of ' + (at < 0 ? 'the job' : data.phases[at]) + ' (s)', 34), axis('Power (W)', 54)],
      cursor: {drag: {x: true, y: false}, points: {size: 6}}
    }, [seconds].concat(shown.map(l => seconds.map(s => watts(l.line, s)))), host);
    chart.drawnAt = at;
    chart.end = end;
    if (zoom) chart.setScale('x', {min: zoom[0], max: zoom[1]});
  }

  function drawLegend() {
    legend.textContent = '';
    data.groups.forEach((group, g) => {
      const item = document.createElement('li'), button = document.createElement('button'), name = document.createElement('bdi');
      const sample = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), line = document.createElementNS(sample.namespaceURI, 'line');
      sample.setAttribute('class', 'line');
      sample.setAttribute('viewBox', '0 0 26 8');
      for (const [key, value] of [['x1', 0], ['x2', 26], ['y1', 4], ['y2', 4], ['stroke-width', 2.5], ['stroke-dasharray', dash(g).join(' ')], ['stroke', colour(g)]]) line.setAttribute(key, value);
      sample.append(line);
      name.textContent = group.label;
      const more = group.count > group.runs.length ? ' (' + group.runs.length + ' of ' + group.count + ' runs drawn)' : '';
      button.type = 'button';
      button.title = 'Show or hide';
      button.setAttribute('aria-pressed', String(!hidden.has(g)));
      button.append(sample, name, more);
      button.addEventListener('click', () => { if (!hidden.delete(g)) hidden.add(g); drawLegend(); draw(); legend.children[g].firstChild.focus(); });
      item.append(button);
      legend.append(item);
    });
  }

  function zoom(how) {
    if (!chart) return;
    let min = chart.scales.x.min, max = chart.scales.x.max;
    const span = max - min, middle = (min + max) / 2;
    if (how === 'reset') { min = 0; max = chart.end; }
    if (how === 'in') { min = middle - span / 4; max = middle + span / 4; }
    if (how === 'out') { min = middle - span; max = middle + span; }
    if (how === 'left') { min -= span / 4; max -= span / 4; }
    if (how === 'right') { min += span / 4; max += span / 4; }
    const width = Math.min(max - min, chart.end);
    min = Math.max(0, Math.min(min, chart.end - width));
    chart.setScale('x', {min, max: min + width});
  }
  const keys = {'+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', '0': 'reset', Home: 'reset'};

  document.querySelector('.toolbar[hidden]').hidden = false;
  for (const button of document.querySelectorAll('[data-zoom]')) button.addEventListener('click', () => zoom(button.dataset.zoom));
  host.addEventListener('keydown', e => {
    if (keys[e.key] && e.target === host && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); zoom(keys[e.key]); }
  });
  if (data.phases.length) {
    align.hidden = false;
    ['the job'].concat(data.phases).forEach((name, i) => {
      const label = document.createElement('label'), radio = document.createElement('input'), text = document.createElement('bdi');
      radio.type = 'radio';
      radio.name = 'align';
      radio.checked = i === 0;
      text.textContent = name;
      radio.addEventListener('change', () => { at = i - 1; draw(); });
      label.append(radio, ' ', text);
      align.append(label);
    });
  }
  const redraw = () => { drawLegend(); draw(); };
  redraw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  matchMedia('print').addEventListener('change', redraw);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (width !== innerWidth && chart) { width = innerWidth; chart.setSize({width: host.clientWidth, height: chart.height}); }
  });
})();
