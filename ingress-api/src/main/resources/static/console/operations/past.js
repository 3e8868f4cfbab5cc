// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { duration, money, number, time } from '../core/ui.js';
import { Panel } from './panel.js';

/** How far back, in minutes, and in which windows. */
const RANGES = { '1 h': [60, 'minute'], '6 h': [360, 'minute'], '24 h': [1440, 'hour'], '7 d': [10_080, 'hour'] };
const REFRESH_MS = 30_000;
const COLOURS = ['--accent', '--blue', '--amber', '--red', '--green', '--ink-soft'];
const ms = (/** @type {number | null | undefined} */ value) => (value === null || value === undefined ? '–' : duration(value));

/** What the analytics have counted; says so when they can't be asked. */
export class Past {
  /** @param {import('../main.js').App} app @param {() => void} changed */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    this.range = /** @type {keyof typeof RANGES} */ ('1 h');
    this.rubric = '';
    /** @type {any} */
    this.error = null;
    /** @type {any} */
    this.scores = null;
    this.partial = false;
    /** When the newest window begins that has turns, in seconds. @type {number | null} */
    this.newest = null;
    /** @type {number | null} */
    this.asOf = null;
    this.closing = new AbortController();
    const panel = (/** @type {any} */ drawing) => Object.assign(new Panel(drawing, app.theme), { onToggle: changed });
    this.panels = {
      turns: panel({ title: 'Turns by status', format: (/** @type {any} */ v) => number(v), lines: [line('completed', '--accent', true), line('failed', '--red'), line('cancelled', '--amber')] }),
      first: panel({ title: 'First token', format: ms, lines: [line('p50', '--accent'), line('p95', '--blue'), line('p99', '--amber')], note: 'From accepted to the first piece of the answer.' }),
      total: panel({ title: 'Whole turn', format: ms, lines: [line('p50', '--accent'), line('p95', '--blue'), line('p99', '--amber')] }),
      cost: panel({ title: 'Cost', format: money, least: 0.0001, lines: [line('US dollars', '--accent', true)], note: 'Of turns with a price.' }),
      trouble: panel({ title: 'Fallbacks and restarts', format: (/** @type {any} */ v) => number(v), lines: [line('fallbacks', '--amber'), line('restarts', '--red')] }),
    };
    /** @type {Panel | null} */
    this.scorePanel = null;
    this.timer = setInterval(() => document.hidden || void this.load(), REFRESH_MS);
    void this.load();
  }

  close() {
    clearInterval(this.timer);
    this.closing.abort();
    for (const panel of [...Object.values(this.panels), this.scorePanel]) panel?.close();
  }

  /** @param {keyof typeof RANGES} range */
  choose(range) {
    this.range = range;
    void this.load();
  }

  async load() {
    const [minutes, granularity] = RANGES[this.range];
    const { range } = this;
    const from = new Date(Date.now() - Number(minutes) * 60_000).toISOString();
    const ask = (/** @type {string} */ report, /** @type {string} */ groups) =>
      this.app.api.get(`/analytics/${report}?from=${from}&granularity=${granularity}${groups ? `&group_by=${groups}` : ''}`, { signal: this.closing.signal });
    try {
      const [all, byStatus, scores] = await Promise.all([ask('turns', ''), ask('turns', 'status'), ask('scores', 'rubric,prompt_version')]);
      if (range !== this.range) return;
      this.error = null;
      this.partial = all.partial || byStatus.partial || scores.partial;
      this.asOf = Date.now();
      this.show(all, byStatus);
      this.scores = scores;
      this.showScores();
    } catch (error) {
      if (this.closing.signal.aborted) return;
      this.error = error;
    }
    this.changed();
  }

  /** @param {any} all @param {any} byStatus */
  show(all, byStatus) {
    const step = all.granularity === 'hour' ? 3600 : 60;
    const xs = windows(all, step);
    const newest = Math.max(0, ...all.rows.map((/** @type {any} */ row) => Date.parse(row.window_start) / 1000));
    this.newest = newest || null;
    const by = (/** @type {any} */ report, /** @type {(row: any) => boolean} */ filter, /** @type {(row: any) => any} */ value, /** @type {any} */ otherwise) => {
      const found = new Map(report.rows.filter(filter).map((/** @type {any} */ row) => [Date.parse(row.window_start) / 1000, value(row)]));
      return xs.map((x) => found.get(x) ?? (x > newest ? null : otherwise));
    };
    const any = () => true;
    const status = (/** @type {string} */ name) => by(byStatus, (row) => row.status === name, (row) => row.turns, 0);
    this.panels.turns.set([xs, status('completed'), status('failed'), status('cancelled')]);
    for (const [panel, name] of /** @type {[Panel, string][]} */ ([[this.panels.first, 'first_token'], [this.panels.total, 'total']])) {
      panel.set([xs, ...['p50', 'p95', 'p99'].map((p) => by(all, any, (row) => row.latency_ms?.[name]?.[p] ?? null, null))]);
    }
    this.panels.cost.set([xs, by(all, any, (row) => row.cost_usd ?? 0, 0)]);
    this.panels.trouble.set([xs, by(all, any, (row) => row.fallbacks, 0), by(all, any, (row) => row.restarts, 0)]);
  }

  showScores() {
    const { rows } = this.scores;
    const rubrics = this.rubrics();
    if (!rubrics.includes(this.rubric)) this.rubric = rubrics[0] ?? '';
    const ours = rows.filter((/** @type {any} */ row) => row.rubric === this.rubric);
    const versions = [...new Set(ours.map((/** @type {any} */ row) => row.prompt_version))].sort().slice(-COLOURS.length);
    const xs = windows(this.scores, this.scores.granularity === 'hour' ? 3600 : 60);
    this.scorePanel?.close();
    this.scorePanel = null;
    if (versions.length === 0) return;
    const lines = versions.map((version, index) => ({ ...line(String(version || 'none').slice(0, 10), COLOURS[index]), points: true }));
    const panel = new Panel({ title: `Mean score: ${this.rubric}`, format: (v) => (v === null || v === undefined ? '–' : number(v, { digits: 2 })), least: 1, lines, note: 'By prompt version. A gap is a window without a score.' }, this.app.theme);
    panel.onToggle = this.changed;
    this.scorePanel = panel.set([xs, ...versions.map((version) => {
      const found = new Map(ours.filter((/** @type {any} */ row) => row.prompt_version === version).map((/** @type {any} */ row) => [Date.parse(row.window_start) / 1000, row.mean]));
      return xs.map((x) => found.get(x) ?? null);
    })]);
  }

  /** @returns {string[]} */
  rubrics() {
    return [.../** @type {Set<string>} */ (new Set((this.scores?.rows ?? []).map((/** @type {any} */ row) => row.rubric)))].sort();
  }

  template() {
    const { error, panels } = this;
    return html`
      <section class="stack" aria-labelledby="past-title">
        <div class="section-head">
          <h2 id="past-title">Over time</h2>
          <fieldset class="segmented ranges">
            <legend class="visually-hidden">How far back</legend>
            ${Object.keys(RANGES).map((range) => html`<label><input type="radio" name="range" .checked=${range === this.range} @change=${() => this.choose(/** @type {any} */ (range))} />${range}</label>`)}
          </fieldset>
        </div>
        ${error ? html`<p class="notice warn" role="status"><span><strong>${error.code === 'analytics_off' ? 'No analytics are set up' : 'The analytics can’t be read'}.</strong> ${error.message} ${this.asOf ? `What is drawn is of ${time(this.asOf, 'seconds')}.` : ''}</span></p>` : nothing}
        ${!error && this.partial ? html`<p class="notice warn" role="status"><span><strong>Partial.</strong> An instance of the analytics did not answer: its share is missing below.</span></p>` : nothing}
        ${error && !this.asOf ? nothing : html`
          <div class="panels">
            ${Object.values(panels).map((panel) => panel.template())}
            ${this.scorePanel ? html`
              <div class="scored">
                ${this.scorePanel.template()}
                <label class="rubric">Rubric
                  <select class="input" @change=${(/** @type {any} */ event) => this.rate(event.target.value)}>
                    ${this.rubrics().map((rubric) => html`<option .selected=${rubric === this.rubric}>${rubric}</option>`)}
                  </select>
                </label>
              </div>` : html`<p class="soft">No scores in this time.</p>`}
          </div>
          <p class="soft small">${this.asOf ? `Counted by turn-analytics, asked at ${time(this.asOf, 'seconds')}. ${this.newest ? `The newest window in which a turn was counted begins at ${time(this.newest * 1000)}; what comes after it is not drawn.` : 'It has counted no turn in this time.'}` : 'Asking the analytics…'}</p>`}
      </section>
    `;
  }

  /** @param {string} rubric */
  rate(rubric) {
    this.rubric = rubric;
    this.showScores();
    this.changed();
  }
}

/** @param {string} label @param {string} colour @param {boolean} [fill] */
const line = (label, colour, fill = false) => ({ label, colour, fill });

/** The beginnings of all windows of a report, in seconds. @param {any} report @param {number} step */
function windows(report, step) {
  const from = Math.floor(Date.parse(report.from) / 1000 / step) * step;
  const to = Date.parse(report.to) / 1000;
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step);
}
