// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { failure, icon, moment, number, plural, skeleton, time } from '../core/ui.js';
import { showLetter } from './letter.js';

/** Dead letters: a topic's, newest first. */
export class Letters {
  /** @param {import('../main.js').App} app @param {() => void} changed */
  constructor(app, changed) {
    this.app = app;
    this.changed = changed;
    this.topic = '';
    /** @type {any[] | null} */
    this.letters = null;
    /** @type {string | undefined} */
    this.before = undefined;
    /** @type {unknown} */
    this.error = null;
    this.loading = false;
  }

  /** Opens the first topic that has some. @param {any} overview */
  heard(overview) {
    if (this.topic) return;
    const first = overview.dead_letters.find((/** @type {any} */ each) => each.at_most > 0);
    if (first) this.choose(first.topic);
  }

  /** @param {string} topic */
  choose(topic) {
    this.topic = topic;
    this.letters = null;
    this.before = undefined;
    void this.load();
  }

  async load(more = false) {
    const { topic } = this;
    this.loading = true;
    this.error = null;
    this.changed();
    try {
      const cursor = more && this.before ? `&before=${encodeURIComponent(this.before)}` : '';
      const page = await this.app.api.get(`/operations/dead-letters?topic=${encodeURIComponent(topic)}&limit=25${cursor}`);
      if (topic !== this.topic) return;
      this.letters = more ? [...(this.letters ?? []), ...page.letters] : page.letters;
      this.before = page.before;
    } catch (error) {
      if (topic === this.topic) this.error = error;
    } finally {
      if (topic === this.topic) this.loading = false;
      this.changed();
    }
  }

  /** @param {any} overview */
  template(overview) {
    const topics = overview.dead_letters.filter((/** @type {any} */ each) => each.at_most > 0 || each.problem || each.topic === this.topic);
    return html`
      <section class="stack" aria-labelledby="letters-title" id="dead-letters">
        <div class="section-head">
          <h2 id="letters-title">Dead letters</h2>
          ${this.topic ? html`<button class="button small" @click=${() => this.load()}>${icon('retry')} Read again</button>` : nothing}
        </div>
        ${topics.length === 0
          ? html`<p class="soft">${overview.dead_letters.length === 0 ? 'Kafka has told nothing yet.' : 'No topic holds any.'}</p>`
          : html`<div class="row" role="group" aria-label="Topics">${topics.map((/** @type {any} */ each) => this.chip(each))}</div>`}
        ${this.topic ? this.list() : nothing}
      </section>
    `;
  }

  /** @param {any} each */
  chip(each) {
    const text = each.problem ? 'can’t be read' : `${number(each.at_most)} at most${each.newest ? `, newest ${time(each.newest, 'ago')}` : ''}`;
    return html`<button class="button small topic" aria-pressed=${each.topic === this.topic} @click=${() => this.choose(each.topic)}><span class="mono">${each.topic}</span><span class="soft">${text}</span></button>`;
  }

  list() {
    if (this.error) return failure({ title: 'The dead letters could not be read', error: this.error, retry: () => this.load() });
    if (!this.letters) return skeleton(3, 'Reading dead letters');
    if (this.letters.length === 0) return html`<p class="soft">None are left in ${this.topic}.</p>`;
    return html`
      <div class="table-wrap" tabindex="0" role="region" aria-label="Table of dead letters">
        <table class="table">
          <thead><tr><th scope="col">When</th><th scope="col">Reason</th><th scope="col">Came from</th><th scope="col">Key</th><th scope="col" class="num">Bytes</th><th scope="col">Driven again</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
          <tbody>${this.letters.map((letter) => this.row(letter))}</tbody>
        </table>
      </div>
      ${this.before ? html`<div><button class="button" ?disabled=${this.loading} @click=${() => this.load(true)}>Older ones</button></div>` : nothing}
    `;
  }

  /** @param {any} letter */
  row(letter) {
    return html`
      <tr>
        <th scope="row">${moment(letter.at, time(letter.at, 'seconds'))}<span class="sub">offset ${letter.offset}</span></th>
        <td><code>${letter.reason ?? 'unknown'}</code><span class="sub wide">${letter.failure ?? ''}</span></td>
        <td>${letter.original_topic ?? 'unknown'}<span class="sub">partition ${letter.original_partition ?? '?'}, offset ${letter.original_offset ?? '?'}${letter.group ? ` · group ${letter.group}` : ''}</span></td>
        <td class="mono wide">${letter.key ?? 'none'}</td>
        <td class="num">${letter.value_left_out ? 'left out' : number(letter.size)}</td>
        <td>${letter.redriven ? plural(letter.redriven, 'time') : 'no'}</td>
        <td><button class="button small" @click=${() => this.look(letter)}>Look<span class="visually-hidden"> at offset ${letter.offset}</span></button></td>
      </tr>
    `;
  }

  /** @param {any} letter */
  async look(letter) {
    if (await showLetter(this.app, letter)) void this.load();
  }
}
