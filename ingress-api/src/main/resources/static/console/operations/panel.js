// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { Plot } from '../core/plot.js';
import { time } from '../core/ui.js';

/** Rows that the table beside a plot shows. */
const MOST_ROWS = 30;

/** A plot with its title, what its lines are and stand at, and the same numbers as a table. */
export class Panel {
  /** @param {import('../core/plot.js').Drawing & {note?: string, rows?: 'newest' | 'all'}} drawing @param {import('../core/theme.js').Theme} theme */
  constructor(drawing, theme) {
    this.drawing = drawing;
    this.plot = new Plot(drawing, theme);
    /** @type {(number | null)[][]} */
    this.data = [[], ...drawing.lines.map(() => [])];
    this.open = false;
  }

  /** @param {(number | null)[][]} data */
  set(data) {
    this.data = data;
    this.plot.set(data);
    return this;
  }

  close() {
    this.plot.close();
  }

  template() {
    const { drawing, data } = this;
    const { lines } = drawing;
    const isEmpty = data[0].length < 1;
    return html`
      <figure class="panel">
        <figcaption class="panel-head">
          <h3>${drawing.title}</h3>
          <ul class="legend">
            ${lines.map((line, index) => html`
              <li data-colour=${line.colour}>
                <span class="swatch" aria-hidden="true"></span>${line.label}
                ${drawing.bars ? nothing : html`<strong>${drawing.format(data[index + 1].at(-1))}</strong>`}
              </li>`)}
          </ul>
        </figcaption>
        <div class="plot" data-empty=${isEmpty}>
          ${this.plot.element} ${isEmpty ? html`<p class="plot-empty soft">Nothing to draw yet</p>` : nothing}
        </div>
        ${drawing.note ? html`<p class="panel-note soft">${drawing.note}</p>` : nothing}
        <details class="numbers" @toggle=${(/** @type {any} */ event) => this.toggled(event.target.open)}>
          <summary>Numbers<span class="visually-hidden"> of ${drawing.title}</span></summary>
          ${this.open ? this.table() : nothing}
        </details>
      </figure>
    `;
  }

  /** @param {boolean} open */
  toggled(open) {
    this.open = open;
    this.onToggle?.();
  }

  /** @type {(() => void) | undefined} */
  onToggle;

  table() {
    const { drawing, data } = this;
    const rows = data[0].map((x, index) => ({ x, values: data.slice(1).map((line) => line[index]) }));
    const shown = drawing.rows === 'all' ? rows : rows.slice(-MOST_ROWS).reverse();
    return html`
      <div class="table-wrap" tabindex="0" role="region" aria-label=${`${drawing.title}, numbers`}>
        <table class="table">
          <thead>
            <tr><th scope="col">${drawing.xLabel ?? 'Time'}</th>${drawing.lines.map((line) => html`<th scope="col" class="num">${line.label}</th>`)}</tr>
          </thead>
          <tbody>
            ${shown.map(({ x, values }) => html`
              <tr>
                <th scope="row">${drawing.x ? drawing.x(Number(x)) : time(Number(x) * 1000, 'seconds')}</th>
                ${values.map((value) => html`<td class="num">${drawing.format(value)}</td>`)}
              </tr>`)}
          </tbody>
        </table>
      </div>
    `;
  }
}
