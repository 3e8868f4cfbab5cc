// @ts-check
import { html } from '/webjars/lit-html/lit-html.js';
import { live } from '/webjars/lit-html/directives/live.js';
import { createRef, ref } from '/webjars/lit-html/directives/ref.js';
import { icon } from '../core/ui.js';

export const LONGEST = 3_000;
const NEAR_LONGEST = 2_600;

/** Where one writes. What was not sent yet outlives a reload. */
export class Composer {
  /** @param {import('./view.js').Chat} chat */
  constructor(chat) {
    this.chat = chat;
    this.box = /** @type {import('/webjars/lit-html/directives/ref.js').Ref<HTMLTextAreaElement>} */ (createRef());
    this.text = '';
    this.session = '';
  }

  /** @param {string} session */
  restore(session) {
    this.session = session;
    this.text = sessionStorage.getItem(this.key) ?? '';
  }

  get key() {
    return `turnpike.draft.${this.session}`;
  }

  focus() {
    // On a phone the keyboard would cover what one came to read.
    if (matchMedia('(pointer: fine)').matches || this.text) requestAnimationFrame(() => this.box.value?.focus());
  }

  /** @param {string} text */
  put(text) {
    this.text = text;
    if (text) sessionStorage.setItem(this.key, text);
    else sessionStorage.removeItem(this.key);
    this.chat.schedule();
  }

  template() {
    const running = this.chat.conversation?.running ?? null;
    const isEmpty = this.text.trim() === '';
    const left = LONGEST - this.text.length;
    return html`
      <form class="composer" @submit=${(/** @type {Event} */ event) => (event.preventDefault(), this.send())}>
        <div class="composer-box">
          <textarea
            ${ref(this.box)}
            rows="1"
            aria-label="Message"
            aria-describedby="composer-hint"
            placeholder="Ask anything"
            .value=${live(this.text)}
            @input=${(/** @type {any} */ event) => this.put(event.target.value)}
            @keydown=${(/** @type {KeyboardEvent} */ event) => this.key(event)}
          ></textarea>
          ${running && isEmpty
            ? html`<button type="button" class="send stop" aria-label="Stop the answer" title="Stop (Esc)" ?disabled=${running.stopping}
                @click=${() => void this.chat.conversation?.stop(running)}>${icon('stop')}</button>`
            : html`<button class="send" aria-label="Send" title="Send (Enter)" ?disabled=${isEmpty || left < 0}>${icon('send')}</button>`}
        </div>
        <p class="composer-hint" id="composer-hint" data-wrong=${left < 0}>
          ${left < LONGEST - NEAR_LONGEST
            ? left < 0 ? `${-left} characters too many` : `${left} characters left`
            : running && !isEmpty ? 'It will wait for the answer above' : this.hint()}
        </p>
      </form>
    `;
  }

  hint() {
    return html`<span class="wide-only"><kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> starts a new line</span>`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'ArrowUp' && this.text === '') {
      if (this.chat.thread.editLast()) event.preventDefault();
    }
  }

  send() {
    const text = this.text.trim();
    if (text === '' || text.length > LONGEST) return;
    this.put('');
    void this.chat.send(text);
  }
}
