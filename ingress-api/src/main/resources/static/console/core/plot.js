// @ts-check
import uPlot from '/webjars/uplot/dist/uPlot.esm.js';
import { stylesheet } from './ui.js';

/** @typedef {{label: string, colour: string, fill?: boolean, points?: boolean, dash?: number[], width?: number}} Line */
/** @typedef {{title: string, lines: Line[], format: (value: number | null | undefined) => string, bars?: boolean, height?: number, least?: number, x?: (value: number) => string, xLabel?: string}} Drawing */

export const plotStyles = () => stylesheet('/webjars/uplot/dist/uPlot.min.css');

/**
 * Lines or bars that follow their container's width and the theme. A canvas says nothing to who can't see it: give its
 * numbers as a table beside it.
 */
export class Plot {
  /** @param {Drawing} drawing @param {import('./theme.js').Theme} theme */
  constructor(drawing, theme) {
    this.drawing = drawing;
    this.element = document.createElement('div');
    this.element.className = 'plot-canvas';
    this.element.setAttribute('aria-hidden', 'true');
    /** @type {(number | null)[][]} */
    this.data = [[], ...drawing.lines.map(() => [])];
    /** @type {any} */
    this.plot = null;
    this.forget = theme.onChange(() => this.draw());
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.element);
  }

  /** @param {(number | null)[][]} data the x values, then those of each line */
  set(data) {
    this.data = data;
    if (this.plot) this.plot.setData(data);
    else this.draw();
  }

  resize() {
    const width = this.element.clientWidth;
    if (!this.plot) this.draw();
    else if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: this.height });
  }

  get height() {
    return this.drawing.height ?? 150;
  }

  close() {
    this.forget();
    this.observer.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  draw() {
    const width = this.element.clientWidth;
    if (width === 0) return;
    this.plot?.destroy();
    this.plot = new uPlot(this.options(width), /** @type {any} */ (this.data), this.element);
  }

  /** @param {number} width */
  options(width) {
    const { drawing, element } = this;
    const ink = resolved(element, '--ink-soft');
    const grid = { stroke: resolved(element, '--line'), width: 1 };
    const font = `11px ${getComputedStyle(element).fontFamily}`;
    const x = drawing.x;
    return {
      width,
      height: this.height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: !x, ...(x ? { range: (/** @type {any} */ _, /** @type {number} */ low, /** @type {number} */ high) => [low - 0.6, high + 0.6] } : {}) }, y: { range: (/** @type {any} */ _, /** @type {number} */ _low, /** @type {number} */ high) => [0, nice(Math.max(high || 0, drawing.least ?? 1))] } },
      axes: [
        { stroke: ink, font, grid: { show: false }, ticks: { show: false }, size: 24, gap: 4, space: 84, values: (/** @type {any} */ u, /** @type {number[]} */ values) => values.map((value) => (x ? (Number.isInteger(value) ? x(value) : '') : moment(value, u.scales.x.max - u.scales.x.min))) },
        { stroke: ink, font, grid, ticks: { show: false }, size: 56, gap: 6, splits: (/** @type {any} */ u) => [0, u.scales.y.max / 2, u.scales.y.max], values: (/** @type {any} */ _, /** @type {number[]} */ values) => values.map((value) => (value === 0 ? '0' : drawing.format(value))) },
      ],
      series: [
        {},
        ...drawing.lines.map((line) => {
          const stroke = resolved(element, line.colour);
          return {
            label: line.label,
            stroke,
            width: line.width ?? 1.75,
            dash: line.dash,
            fill: drawing.bars ? stroke : line.fill ? faded(stroke) : undefined,
            paths: drawing.bars ? uPlot.paths.bars({ size: [0.7, 24] }) : undefined,
            points: { show: Boolean(line.points), size: 4, fill: stroke },
            spanGaps: false,
          };
        }),
      ],
    };
  }
}

/** A custom property as the colour that it stands for now. @param {HTMLElement} element @param {string} name */
function resolved(element, name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** @param {string} colour such as rgb(1, 2, 3) */
const faded = (colour) => colour.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.12)');

/** A tick, as short as its span allows. @param {number} seconds since 1970 @param {number} span in seconds */
function moment(seconds, span) {
  const date = new Date(seconds * 1000);
  if (span > 172_800) return date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  return date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', ...(span < 300 ? { second: '2-digit' } : {}) });
}

/** The next round number. @param {number} value */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 10].find((each) => each * power >= value) ?? 10;
  return step * power;
}
