// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { copyButton } from '../core/code.js';
import { duration, failure, icon, money, number, plural, showDialog, skeleton, stylesheet, time } from '../core/ui.js';
import { timeline } from './timeline.js';

const AGAIN_MS = 1_500;
/** For how long after its end judges may still be at work on a turn. */
const JUDGED_WITHIN_MS = 30_000;

/** Shows all that is known of a turn, and goes on learning while it runs. @param {import('../main.js').App} app @param {import('./turn.js').Turn} turn */
export async function details(app, turn) {
  await stylesheet('/console/chat/details.css');
  const panel = new Details(app, turn);
  await showDialog((close) => html`<div class="details" @close-details=${() => close()}></div>`, {
    label: 'Details of the answer',
    className: 'drawer',
    onOpen: (dialog) => panel.open(/** @type {HTMLElement} */ (dialog.querySelector('.details')), dialog),
  });
  panel.close();
}

class Details {
  /** @param {import('../main.js').App} app @param {import('./turn.js').Turn} turn */
  constructor(app, turn) {
    this.app = app;
    this.turn = turn;
    /** @type {any} */
    this.report = null;
    /** @type {any[]} */
    this.scores = [];
    /** @type {any} */
    this.error = null;
    /** @type {any} */
    this.timer = null;
    this.closing = new AbortController();
  }

  /** @param {HTMLElement} root @param {HTMLDialogElement} dialog */
  open(root, dialog) {
    this.root = root;
    this.dialog = dialog;
    void this.load();
    this.show();
  }

  async load() {
    const { signal } = this.closing;
    try {
      const path = `/turns/${this.turn.id}`;
      const [report, scored] = await Promise.all([this.app.api.get(path, { signal }), this.app.api.get(`${path}/scores`, { signal })]);
      this.report = report;
      this.scores = scored.scores;
      this.error = null;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
    }
    this.show();
    if (this.mayChange()) this.timer = setTimeout(() => void this.load(), AGAIN_MS);
  }

  mayChange() {
    const end = this.report?.timings.finished_at;
    if (this.error || signalled(this.closing)) return false;
    return !end || (this.report.status === 'completed' && Date.now() - Date.parse(end) < JUDGED_WITHIN_MS);
  }

  show() {
    if (this.root) render(this.template(), this.root);
  }

  template() {
    return html`
      <header class="details-head">
        <h2>Details</h2>
        <button class="button quiet icon-only" autofocus aria-label="Close" @click=${() => this.dialog?.close()}>${icon('close')}</button>
      </header>
      ${this.error && !this.report ? failure({ error: this.error, retry: () => void this.load() }) : this.report ? this.body() : skeleton(6)}
    `;
  }

  body() {
    const { report } = this;
    return html`
      <div class="details-body">
        <div class="row">
          <span class="chip ${TONES[/** @type {keyof typeof TONES} */ (report.status)] ?? ''}"><span class="dot"></span>${report.status}</span>
          ${report.simulated ? html`<span class="chip amber">Simulated model</span>` : nothing}
          ${report.attempts > 1 ? html`<span class="chip amber">${plural(report.attempts, 'attempt')}</span>` : nothing}
        </div>
        ${report.error ? html`<p class="notice bad">${icon('warning')}<span><strong>${report.error.code}</strong><br />${report.error.message}</span></p>` : nothing}
        ${this.facts()}
        <section><h3>What happened when</h3>${timeline(report)}</section>
        ${this.memories()} ${this.judgement()} ${this.names()}
      </div>
    `;
  }

  facts() {
    const { report } = this;
    const { accepted_at: accepted, first_token_at: first, finished_at: finished } = report.timings;
    const between = (/** @type {string | undefined} */ end) => (end ? duration(Date.parse(end) - Date.parse(accepted)) : '–');
    const { usage } = report;
    const facts = [
      ['First token', between(first), 'after it was accepted'],
      ['Whole answer', between(finished), finished ? `ended ${time(finished, 'seconds')}` : 'still running'],
      ['Tokens', usage ? `${number(usage.input_tokens)} → ${number(usage.output_tokens)}` : '–', usage?.estimated ? 'estimated' : usage?.cached_input_tokens ? `${number(usage.cached_input_tokens)} from the cache` : 'read → written'],
      ['Cost', money(report.cost_usd), report.cost_usd === undefined ? 'the model has no price' : 'in US dollars'],
    ];
    return html`
      <dl class="facts-grid">
        ${facts.map(([title, value, note]) => html`<div><dt>${title}</dt><dd><strong>${value}</strong><span>${note}</span></dd></div>`)}
      </dl>
    `;
  }

  memories() {
    const { memories } = this.report;
    if (!memories) return nothing;
    return html`
      <section>
        <h3>Recalled for it</h3>
        ${memories.length === 0
          ? html`<p class="soft">Nothing that is known about you fitted.</p>`
          : html`<ul class="recalled">${memories.map((/** @type {any} */ each) => html`<li>${icon('memory')}<span>${each.text}</span></li>`)}</ul>`}
      </section>
    `;
  }

  judgement() {
    if (this.report.status !== 'completed') return nothing;
    return html`
      <section>
        <h3>What judges thought</h3>
        ${this.scores.length > 0
          ? html`<ul class="scores">${this.scores.map(score)}</ul>`
          : html`<p class="soft">${this.mayChange() ? 'They are reading it.' : 'Nobody has judged it.'}</p>`}
      </section>
    `;
  }

  names() {
    const { report } = this;
    const rows = [
      ['Model', report.model],
      ['Agent', report.agent],
      ['Prompt version', report.prompt_version],
      ['Accepted', time(report.timings.accepted_at, 'full')],
      ['Finish reason', report.finish_reason],
      ['Turn', report.turn_id],
    ].filter(([, value]) => value);
    return html`
      <section>
        <h3>Names</h3>
        <dl class="names">
          ${rows.map(([title, value]) => html`<div><dt>${title}</dt><dd><span>${value}</span>${copyButton(() => value, `Copy: ${title}`)}</dd></div>`)}
        </dl>
      </section>
    `;
  }

  close() {
    clearTimeout(this.timer);
    this.closing.abort();
  }
}

const TONES = { completed: 'green', failed: 'red', cancelled: '', running: 'amber', accepted: 'amber' };

const signalled = (/** @type {AbortController} */ controller) => controller.signal.aborted;

/** @param {any} each */
function score(each) {
  const goodness = each.lower_is_better ? 1 - each.score : each.score;
  const tone = goodness >= 0.75 ? 'good' : goodness >= 0.4 ? 'fair' : 'poor';
  return html`
    <li class="score">
      <div class="score-head"><strong>${each.rubric}</strong><span>${number(each.score, { digits: 2 })}${each.lower_is_better ? html`<span class="soft"> less is better</span>` : nothing}</span></div>
      <svg class="meter ${tone}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.max(1, each.score * 100)} height="6" /></svg>
      <p>${each.reasoning}</p>
    </li>
  `;
}
