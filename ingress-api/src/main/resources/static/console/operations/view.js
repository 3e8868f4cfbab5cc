// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { plotStyles } from '../core/plot.js';
import { duration, empty, icon, number, skeleton, stylesheet, time } from '../core/ui.js';
import { findings, news, sources } from './findings.js';
import { Letters } from './letters.js';
import { Live } from './live.js';
import { Panel } from './panel.js';
import { Past } from './past.js';
import * as tables from './tables.js';
import { tiles } from './tiles.js';

const LOOK_MS = 2000;
const PATIENCE_MS = 10_000;
/** What is older than this is old. */
const OLD_MS = 6000;

/** @param {HTMLElement} root @param {import('../main.js').App} app */
export function mount(root, app) {
  const view = new Operations(root, app);
  void Promise.all([stylesheet('/console/operations/operations.css'), plotStyles()]).then(() => view.start());
  return () => view.close();
}

/** The state of the system: what is wrong first, how old every number is, and that a source is away when it is. */
class Operations {
  /** @param {HTMLElement} root @param {import('../main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.live = new Live();
    this.letters = new Letters(app, () => this.draw());
    /** @type {Past | null} */
    this.past = null;
    /** @type {any} */
    this.overview = null;
    /** When this page got it, by this machine's clock. */
    this.gotAt = 0;
    /** @type {any} */
    this.error = null;
    this.paused = false;
    this.closed = false;
    /** @type {any} */
    this.timer = undefined;
    this.panels = this.newPanels();
  }

  newPanels() {
    const { theme } = this.app;
    const ms = (/** @type {any} */ value) => (value === null || value === undefined ? '–' : duration(value));
    const count = (/** @type {any} */ value) => number(value);
    const panel = (/** @type {any} */ drawing) => Object.assign(new Panel(drawing, theme), { onToggle: () => this.draw() });
    const quantiles = [{ label: 'p50', colour: '--accent' }, { label: 'p95', colour: '--blue' }, { label: 'p99', colour: '--amber' }];
    return {
      rate: panel({ title: 'Turns ending per second', format: (/** @type {any} */ v) => number(v, { digits: 1 }), lines: [{ label: 'completed', colour: '--accent', fill: true }, { label: 'failed', colour: '--red' }, { label: 'cancelled', colour: '--amber' }] }),
      flight: panel({ title: 'In flight', format: count, lines: [{ label: 'turns', colour: '--accent', fill: true }, { label: 'waiting', colour: '--amber' }, { label: 'streams', colour: '--blue' }] }),
      first: panel({ title: 'First token', format: ms, lines: quantiles, note: 'Of the last minute; each at most two fifths off.' }),
      wait: panel({ title: 'Wait for a worker', format: ms, lines: quantiles, note: 'Of the last minute; each at most two fifths off.' }),
      trouble: panel({ title: 'Model trouble', format: count, lines: [{ label: 'failed calls', colour: '--red' }, { label: 'fallbacks', colour: '--amber' }], note: 'Since the point before.' }),
      lag: panel({ title: 'Behind, by partition', format: count, bars: true, rows: 'all', lines: [{ label: 'records', colour: '--blue' }], x: (/** @type {number} */ v) => String(v), xLabel: 'Partition', note: 'Of chat.requests, from the committed offset: what runs counts, and what is done behind it.' }),
    };
  }

  start() {
    if (this.closed) return;
    this.past = new Past(this.app, () => this.draw());
    this.draw();
    void this.look();
    this.onShown = () => document.hidden || this.paused || void this.look();
    document.addEventListener('visibilitychange', this.onShown);
    this.clock = setInterval(() => this.draw(), 1000);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.clock);
    if (this.onShown) document.removeEventListener('visibilitychange', this.onShown);
    this.past?.close();
    for (const panel of Object.values(this.panels)) panel.close();
  }

  async look() {
    clearTimeout(this.timer);
    if (this.looking) return;
    this.looking = true;
    try {
      const overview = await this.app.api.get('/operations/overview', { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (this.closed) return;
      this.heard(overview);
    } catch (error) {
      this.error = error;
    }
    this.looking = false;
    if (this.closed) return;
    this.draw();
    if (!this.paused) this.timer = setTimeout(() => (document.hidden ? undefined : this.look()), Math.max(LOOK_MS, (this.error?.retryAfter ?? 0) * 1000));
  }

  /** @param {any} overview */
  heard(overview) {
    const told = news(this.overview?.findings ?? [], overview.findings);
    if (told) this.app.announce(told, { assertive: true });
    this.overview = overview;
    this.gotAt = Date.now();
    this.error = null;
    this.live.add(overview);
    this.letters.heard(overview);
    const { live, panels } = this;
    panels.rate.set(live.columns((s) => s.ended.completed ?? null, (s) => s.ended.failed ?? null, (s) => s.ended.cancelled ?? null));
    panels.flight.set(live.columns((s) => s.inFlight, (s) => s.waiting, (s) => s.streams));
    panels.first.set(live.columns((s) => s.first[0], (s) => s.first[1], (s) => s.first[2]));
    panels.wait.set(live.columns((s) => s.wait[0], (s) => s.wait[1], (s) => s.wait[2]));
    panels.trouble.set(live.columns((s) => s.failures, (s) => s.fallbacks));
    panels.lag.set([overview.partitions.map((/** @type {any} */ each) => each.partition), overview.partitions.map((/** @type {any} */ each) => each.behind)]);
  }

  pause() {
    this.paused = !this.paused;
    if (!this.paused) void this.look();
    this.draw();
  }

  draw() {
    if (!this.closed) render(this.template(), this.root);
  }

  template() {
    if (this.error?.status === 403) {
      return html`<div class="page">${empty({ icon: 'key', title: 'For administrators', text: 'Whoever runs this service names its administrators with TURNPIKE_ADMINISTRATORS.' })}</div>`;
    }
    return html`
      <div class="page operations">
        <div class="page-head">
          <div><h1>Operations</h1>${this.overview ? sources(this.overview) : nothing}</div>
          <div class="row">${this.freshness()}
            <button class="button small" aria-pressed=${this.paused} @click=${() => this.pause()}>${this.paused ? 'Go on' : 'Hold still'}</button>
          </div>
        </div>
        ${this.error ? this.away() : nothing}
        ${this.overview ? this.body() : this.error ? nothing : skeleton(5, 'Looking')}
      </div>
    `;
  }

  /** How old the page is. */
  freshness() {
    if (!this.overview) return nothing;
    const age = Date.now() - this.gotAt;
    const old = age > OLD_MS;
    const away = this.overview.sources.filter((/** @type {any} */ source) => !source.ok);
    const text = !this.paused && !old && away.length ? `live, but not ${away.map((/** @type {any} */ source) => source.name).join(' and ')}` : this.paused ? `held at ${time(this.overview.at, 'seconds')}` : old ? `${duration(age)} old` : `live · ${time(this.overview.at, 'seconds')}`;
    return html`<span class="chip ${this.paused || old || away.length ? 'amber' : 'green'}" title=${`By the clock of ${this.overview.node}`}><span class="dot" aria-hidden="true"></span>${text}</span>`;
  }

  away() {
    const seen = this.overview ? `What is below is of ${time(this.overview.at, 'seconds')}.` : 'Nothing is known yet.';
    return html`<p class="notice bad" role="alert">${icon('warning')}<span><strong>This page can’t be brought up to date.</strong> ${this.error.message} ${seen} It is tried again by itself.</span></p>`;
  }

  body() {
    const { overview, live, panels, past, letters } = this;
    return html`
      ${findings(overview, !this.error)} ${tiles(overview, live.last)}
      <section class="stack" aria-labelledby="now-title">
        <div class="section-head"><h2 id="now-title">Now</h2><p class="soft small">${live.samples.length ? `since ${time(live.samples[0].at * 1000, 'seconds')}, when this page was opened, for ten minutes at most` : 'gathering the first numbers'}</p></div>
        <div class="panels">${Object.values(panels).map((panel) => panel.template())}</div>
      </section>
      ${tables.workers(overview)} ${tables.models(overview)} ${letters.template(overview)} ${past?.template()} ${tables.groups(overview)} ${tables.nodes(overview)}
    `;
  }
}
