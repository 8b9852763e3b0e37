(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dashes = [[], [8, 4], [2, 3], [8, 3, 2, 3]];
  const power = document.getElementById('power-chart');
  const metrics = document.getElementById('metric-charts');
  const LANE = 18, LANES = 3, HEIGHT = 360;
  const charts = [];

  const digits = v => v === 0 ? '0' : Number(v.toPrecision(4)).toString();
  const two = v => String(v).padStart(2, '0');

  function clock(seconds) {
    const sign = seconds < 0 ? '−' : '', s = Math.abs(seconds);
    if (s < 120) return sign + Number(s.toFixed(3));
    const whole = Math.round(s), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60;
    return sign + (h ? h + ':' + two(m) : m) + ':' + two(whole % 60);
  }

  function ticks(u, splits) {
    const long = Math.max(Math.abs(u.scales.x.min), Math.abs(u.scales.x.max)) >= 120;
    const step = splits[1] - splits[0];
    return splits.map(s => !long || step < 1 ? String(Number(s.toFixed(6))).replace('-', '−') : s < 120 && s > -120
      ? (s < 0 ? '−' : '') + Math.floor(Math.abs(s) / 60) + ':' + two(Math.abs(s) % 60) : clock(s));
  }

  // steps of a clock, so that ticks fall on whole minutes and hours
  const steps = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, .1, 1].flatMap(power => [power, 2 * power, 5 * power]).concat(
    [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 864000, 8640000]);

  function colour(kind) {
    if (kind === 'total') return css('--ink');
    return css('--' + kind) || css('--other');
  }

  // ---- phases: lanes of named bars above the lines, and a light shade behind them ----

  const tints = new Map();
  function tint(name, alpha) {
    if (name === 'baseline' || !name) return 'rgb(' + css('--band-idle') + ' / ' + alpha + ')';
    if (!tints.has(name)) tints.set(name, tints.size % 4);
    return 'rgb(' + css('--band-' + tints.get(name)) + ' / ' + alpha + ')';
  }
  const phases = data.phases.slice().sort((a, b) => a.from - b.from || a.depth - b.depth);
  phases.forEach(p => tint(p.name, 1));
  // narrow stretches come as one bar that tells how many they are
  const label = p => !p.count ? p.name : p.name ? p.name + ' ×' + p.count : p.count + ' stretches';
  const lanes = Math.min(LANES, phases.reduce((most, p) => Math.max(most, p.depth + 1), 0));

  function fitting(ctx, text, width) {
    if (ctx.measureText(text).width <= width) return text;
    const chars = Array.from(text);
    while (chars.length > 1) {
      chars.pop();
      if (ctx.measureText(chars.join('') + '…').width <= width) return chars.join('') + '…';
    }
    return '';
  }

  function bands(u) {
    const ctx = u.ctx, box = u.bbox, ratio = devicePixelRatio || 1;
    const left = box.left, right = box.left + box.width;
    const at = t => Math.min(right, Math.max(left, u.valToPos(t, 'x', true)));
    ctx.save();
    ctx.font = 12 * ratio + 'px ' + getComputedStyle(document.body).fontFamily;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const p of phases) {
      if (p.depth >= lanes) continue;
      const from = at(p.from), to = at(p.to);
      if (to <= from) continue;
      if (p.depth === 0) {
        ctx.fillStyle = tint(p.name, .09);
        ctx.fillRect(from, box.top, to - from, box.height);
      }
      const top = box.top + p.depth * LANE * ratio, gap = to - from > 4 * ratio ? ratio * .75 : 0;
      ctx.fillStyle = tint(p.name, .38);
      ctx.fillRect(from + gap, top, to - from - 2 * gap, (LANE - 2) * ratio);
      if (to - from > 16 * ratio) {
        ctx.fillStyle = css('--ink');
        ctx.fillText(fitting(ctx, label(p), to - from - 8 * ratio), from + 4 * ratio, top + (LANE - 1) / 2 * ratio);
      }
    }
    ctx.textAlign = 'center';
    for (const g of data.gaps) {
      const from = at(g.from), to = at(g.to);
      ctx.fillStyle = 'rgb(' + css('--band-idle') + ' / .2)';
      ctx.fillRect(from, box.top, Math.max(to > left && from < right ? 1 : 0, to - from), box.height);
      ctx.fillStyle = css('--faint');
      if (ctx.measureText('not known').width < to - from) ctx.fillText('not known', (from + to) / 2, box.top + box.height / 2);
    }
    ctx.restore();
  }

  function names(t) {
    return phases.filter(p => p.from <= t && t < p.to).map(label).join(' › ');
  }

  // ---- charts ----

  function axis(label, values, size) {
    return {
      label, values, size, labelSize: 22, labelFont: '13px ' + getComputedStyle(document.body).fontFamily,
      font: '12px ' + getComputedStyle(document.body).fontFamily,
      stroke: () => css('--faint'), ticks: {show: false}, grid: {stroke: () => css('--grid'), width: 1}
    };
  }

  function timeLabel(seconds) {
    return 'Time since the start of the job (' + (seconds < 120 ? 's' : seconds < 3600 ? 'min:s' : 'h:min:s') + ')';
  }

  function fromZero(u, min, max) {
    const share = lanes * LANE / (HEIGHT - 70);
    return [0, max > 0 ? max * 1.05 / (1 - share) : 1];
  }

  function show(host, options, columns) {
    const chart = new uPlot(Object.assign({width: host.clientWidth, padding: [null, 26, null, null]}, options), columns, host);
    chart.host = host;
    charts.push(chart);
    return chart;
  }

  let main = null;
  const first = data.seconds[0], last = data.seconds[data.seconds.length - 1];
  const whole = (u, min, max) => min === first && max === last ? [data.from, data.to] : [min, max];

  function drawPower() {
    const used = {};
    const series = data.lines.map(line => {
      used[line.kind] = (used[line.kind] || 0) + 1;
      return {
        label: line.name, stroke: () => colour(line.kind), width: line.kind === 'total' ? 1.8 : 1.3,
        dash: dashes[(used[line.kind] - 1) % dashes.length], spanGaps: false, points: {show: data.seconds.length < 60, size: 4},
        value: (u, v) => v == null ? '–' : digits(v) + ' W'
      };
    });
    const x = axis(timeLabel(data.to), ticks, 34), y = axis('Power (W)', (u, s) => s.map(digits), 54);
    x.grid.show = false;
    x.incrs = steps;
    main = show(power, {
      height: HEIGHT, series: [{label: 'Time', value: (u, v) => v == null ? '–' : clock(v) + (Math.abs(v) < 120 ? ' s' : '')}].concat(series),
      scales: {x: {time: false, range: whole}, y: {range: fromZero}}, axes: [x, y],
      cursor: {drag: {x: true, y: false}, points: {size: 7}},
      hooks: {
        drawClear: [bands],
        setCursor: [u => { document.getElementById('here').textContent = u.cursor.idx == null ? '' : names(data.seconds[u.cursor.idx]); }]
      }
    }, [data.seconds].concat(data.lines.map(line => line.watts)));
    for (const head of power.querySelectorAll('.u-series th')) {
      head.tabIndex = 0;
      head.setAttribute('role', 'button');
      head.addEventListener('keydown', e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); head.click(); } });
    }
  }

  function drawMetrics() {
    const over = metrics.querySelector('input:checked').value;
    const most = data.metrics.reduce((all, m) => Math.max(all, m.joules[m.joules.length - 1]), 0);
    const [unit, size] = most < 1e3 ? ['J', 1] : most < 1e6 ? ['kJ', 1e3] : ['MJ', 1e6];
    data.metrics.forEach((metric, i) => {
      const host = metrics.querySelectorAll('.chart')[i];
      const byTime = over === 'seconds', columns = byTime ? metric.seconds : metric.joules.map(j => j / size);
      show(host, {
        height: 210, scales: {x: {time: false}},
        series: [
          {label: byTime ? 'Time' : 'Energy', value: (u, v) => v == null ? '–' : byTime ? clock(v) + (Math.abs(v) < 120 ? ' s' : '') : digits(v) + ' ' + unit},
          {label: metric.name, stroke: () => css('--cpu'), width: 1.6, points: {show: metric.values.length < 60, size: 5, fill: () => css('--cpu')}, value: (u, v) => v == null ? '–' : digits(v)}],
        axes: [axis(byTime ? timeLabel(data.to) : 'Energy of the machine since the start of the job (' + unit + ')', byTime ? ticks : (u, s) => s.map(digits), 34), axis(null, (u, s) => s.map(digits), 54)]
      }, [columns, metric.values]);
    });
  }

  function redraw() {
    const zoom = main && [main.scales.x.min, main.scales.x.max];
    while (charts.length) charts.pop().destroy();
    if (power) drawPower();
    if (data.metrics.length) drawMetrics();
    if (zoom) main.setScale('x', {min: zoom[0], max: zoom[1]});
  }

  // ---- zoom by buttons and keys ----

  function zoom(how) {
    let min = main.scales.x.min, max = main.scales.x.max;
    const span = max - min, middle = (min + max) / 2;
    if (how === 'reset') { min = data.from; max = data.to; }
    if (how === 'in') { min = middle - span / 4; max = middle + span / 4; }
    if (how === 'out') { min = middle - span; max = middle + span; }
    if (how === 'left') { min -= span / 4; max -= span / 4; }
    if (how === 'right') { min += span / 4; max += span / 4; }
    const width = Math.min(max - min, data.to - data.from);
    min = Math.max(data.from, Math.min(min, data.to - width));
    main.setScale('x', {min, max: min + width});
  }
  const keys = {'+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', '0': 'reset', Home: 'reset'};

  if (power) {
    document.querySelector('.toolbar[hidden]').hidden = false;
    for (const button of document.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => zoom(button.dataset.zoom));
    }
    power.addEventListener('keydown', e => {
      if (keys[e.key] && e.target === power && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); zoom(keys[e.key]); }
    });
  }
  if (data.metrics.length) {
    metrics.hidden = false;
    metrics.querySelector('fieldset').hidden = !power;
    for (const metric of data.metrics) {
      const cell = document.createElement('div'), title = document.createElement('h3'), name = document.createElement('bdi');
      const chart = document.createElement('div');
      name.textContent = metric.name;
      title.append(name);
      chart.className = 'chart';
      cell.append(title, chart);
      metrics.querySelector('.grid').append(cell);
    }
    metrics.addEventListener('change', redraw);
  }
  redraw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  matchMedia('print').addEventListener('change', redraw);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (width !== innerWidth) {
      width = innerWidth;
      for (const chart of charts) chart.setSize({width: chart.host.clientWidth, height: chart.height});
    }
  });
})();
