// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { repeat } from '/webjars/lit-html/directives/repeat.js';
import { empty, failure, icon, number, plural, skeleton, stylesheet } from '../core/ui.js';
import { factItem } from './fact.js';
import { Facts } from './facts.js';

const AGAIN_MS = 15_000;
const TYPED_MS = 300;

/** What is known about the user. @param {HTMLElement} root @param {import('../main.js').App} app */
export function mount(root, app) {
  const view = new MemoryView(root, app);
  void stylesheet('/console/memory/memory.css').then(() => view.start());
  return () => view.stop();
}

class MemoryView {
  /** @param {HTMLElement} root @param {import('../main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.facts = new Facts(app.api);
    /** Whose history is shown, null while that is loaded. @type {Map<string, import('./facts.js').Change[] | null>} */
    this.open = new Map();
    /** @type {unknown} */
    this.error = null;
    this.words = '';
    this.searching = new AbortController();
    /** @type {any} */
    this.typed = null;
    this.stopped = false;
    this.leaving = new AbortController();
  }

  start() {
    if (this.stopped) return;
    this.show();
    void this.load();
    const seen = () => document.visibilityState === 'visible' && void this.load();
    this.timer = setInterval(seen, AGAIN_MS);
    document.addEventListener('visibilitychange', seen, { signal: this.leaving.signal });
  }

  stop() {
    this.stopped = true;
    clearInterval(this.timer);
    this.leaving.abort();
    clearTimeout(this.typed);
    this.searching.abort();
  }

  async load() {
    const before = this.facts.known?.length;
    try {
      await this.facts.load();
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    const learned = (this.facts.known?.length ?? 0) - (before ?? Infinity);
    if (learned > 0 && !this.stopped) this.app.announce(`${plural(learned, 'more thing')} learned.`);
    this.show();
  }

  show() {
    if (!this.stopped) render(this.page(), this.root);
  }

  page() {
    const { known, enabled } = this.facts;
    return html`
      <div class="page memory">
        <header class="page-head">
          <div>
            <h1>Memory</h1>
            <p>What was learned about you from your own words, and comes to mind when it helps an answer. Only you see it.</p>
          </div>
          ${enabled === null
            ? nothing
            : html`<label class="memory-switch">
                <input type="checkbox" role="switch" .checked=${enabled} @change=${(/** @type {any} */ event) => this.remember(event.target)} />
                <span class="memory-track" aria-hidden="true"></span> Remember me
              </label>`}
        </header>
        ${enabled === false
          ? html`<p class="notice warn" role="status">${icon('info')}<span>Memory is off: nothing is recalled, and nothing is learned. What is known stays here until you delete it.</span></p>`
          : nothing}
        ${known === null ? (this.error ? failure({ error: this.error, retry: () => void this.load() }) : skeleton(5)) : this.content(known)}
      </div>
    `;
  }

  /** @param {import('./facts.js').Fact[]} known */
  content(known) {
    if (known.length === 0 && !this.words) {
      return empty({
        icon: 'memory',
        title: 'Nothing is known about you yet',
        text: 'Tell something about yourself in a chat, such as where you live or what you like. It shows up here a moment later.',
        action: html`<a class="button primary" href="#/chat">Start a chat</a>`,
      });
    }
    const shown = this.facts.found ?? known;
    return html`
      ${this.error ? html`<p class="notice warn" role="status">${icon('warning')}<span>This may be out of date: ${message(this.error)}</span></p>` : nothing}
      <div class="memory-tools">
        <label class="search">
          <span class="visually-hidden">Search by meaning</span>${icon('search')}
          <input class="input" type="search" maxlength="500" placeholder="Search by meaning" .value=${this.words} @input=${(/** @type {any} */ event) => this.wanted(event.target.value)} />
        </label>
        <button class="button" @click=${() => void this.forgetAll()}>${icon('trash')} Forget everything</button>
      </div>
      <section aria-label=${this.facts.found ? 'What was found' : 'What is known'}>
        ${shown.length === 0
          ? empty({ icon: 'search', title: 'Nothing like that is known', text: 'Try other words.' })
          : html`<ul class="facts">
              ${repeat(shown, (fact) => fact.id, (fact) => this.item(fact))}
            </ul>`}
      </section>
      <footer class="row memory-foot">
        ${this.facts.found
          ? html`<span class="soft">The nearest first</span>`
          : html`<span class="soft">${number(known.length)}${this.facts.next ? ' shown' : known.length === 1 ? ' fact' : ' facts'}</span>`}
        ${this.facts.next && !this.facts.found ? html`<button class="button" @click=${() => this.tried(() => this.facts.more())}>Show more</button>` : nothing}
      </footer>
    `;
  }

  /** @param {import('./facts.js').Fact} fact */
  item(fact) {
    return factItem(fact, {
      open: this.open.has(fact.id),
      changes: this.open.get(fact.id) ?? null,
      toggle: () => void this.toggle(fact),
      forget: () => void this.forget(fact),
      visit: (turn) => void this.tried(async () => this.app.navigate(`#/chat/${await this.facts.sessionOf(turn)}`)),
    });
  }

  /** @param {import('./facts.js').Fact} fact */
  async toggle(fact) {
    if (this.open.delete(fact.id)) return this.show();
    this.open.set(fact.id, null);
    this.show();
    const read = await this.tried(async () => {
      this.open.set(fact.id, await this.facts.history(fact.id));
    });
    if (!read) this.open.delete(fact.id);
    this.show();
  }

  /** @param {import('./facts.js').Fact} fact */
  async forget(fact) {
    const sure = await this.app.confirm({
      title: 'Forget this?',
      text: `“${fact.text}” goes with its history. The messages it came from stay.`,
      action: 'Forget',
      danger: true,
    });
    if (!sure || !(await this.tried(() => this.facts.forget(fact.id)))) return;
    this.open.delete(fact.id);
    this.app.toast('Forgotten.', 'good');
    // The button that was pressed is gone; the keyboard goes on from the list.
    /** @type {HTMLElement | null} */ (this.root.querySelector('.fact button, .search input, .empty a'))?.focus();
  }

  async forgetAll() {
    const sure = await this.app.confirm({
      title: 'Forget everything?',
      text: 'All that is known about you is deleted, and can’t be brought back. Your conversations stay.',
      action: 'Forget everything',
      danger: true,
    });
    if (!sure || !(await this.tried(() => this.facts.forgetAll()))) return;
    this.words = '';
    this.show();
    this.app.toast('Everything is forgotten.', 'good');
  }

  /** @param {HTMLInputElement} box */
  async remember(box) {
    const done = await this.tried(() => this.facts.remember(box.checked));
    if (!done) box.checked = this.facts.enabled ?? true;
    else this.app.announce(this.facts.enabled ? 'Memory is on.' : 'Memory is off.');
  }

  /** @param {string} words */
  wanted(words) {
    this.words = words;
    this.searching.abort();
    clearTimeout(this.typed);
    if (words.trim() === '') {
      this.facts.found = null;
      this.show();
      return;
    }
    const searching = (this.searching = new AbortController());
    this.typed = setTimeout(async () => {
      try {
        await this.facts.search(words.trim(), searching.signal);
        this.app.announce(`${plural(this.facts.found?.length ?? 0, 'fact')} found.`);
      } catch (error) {
        if (!searching.signal.aborted) this.app.toast(message(error), 'bad');
      }
      this.show();
    }, TYPED_MS);
  }

  /** Whether it worked; what went wrong is said. @param {() => Promise<unknown>} what */
  async tried(what) {
    try {
      await what();
      return true;
    } catch (error) {
      this.app.toast(message(error), 'bad');
      return false;
    } finally {
      this.show();
    }
  }
}

/** @param {unknown} error */
const message = (error) => (error instanceof Error ? error.message : 'Something went wrong.');
