// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { guard } from '/webjars/lit-html/directives/guard.js';
import { repeat } from '/webjars/lit-html/directives/repeat.js';
import { copyButton } from '../core/code.js';
import { markdown } from '../core/markdown.js';
import { duration, icon, money, moment, number, time } from '../core/ui.js';
import { LONGEST } from './composer.js';
import { steps } from './steps.js';

/** The turns of the open conversation. */
export class Thread {
  /** @param {import('./view.js').Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** The turn whose question is being written anew. @type {import('./turn.js').Turn | null} */
    this.editing = null;
  }

  /** @param {import('./conversation.js').Conversation} conversation */
  template(conversation) {
    const { turns } = conversation;
    const first = turns.find((turn) => turn.isOpen);
    return html`
      <div class="turns">
        ${conversation.loadingOlder
          ? html`<p class="older" role="status">Loading older messages…</p>`
          : conversation.more
            ? html`<p class="older"><button class="button small quiet" @click=${() => void conversation.older()}>Older messages</button></p>`
            : html`<p class="older">${moment(turns[0].acceptedAt, turns[0].acceptedAt ? time(turns[0].acceptedAt) : '')}</p>`}
        ${repeat(
          turns,
          (turn) => turn.key,
          (turn) => {
            const waits = turn.isOpen && turn !== first;
            return guard([turn, turn.version, this.editing === turn, waits], () => this.turn(turn, waits));
          },
        )}
      </div>
    `;
  }

  /** @param {import('./turn.js').Turn} turn @param {boolean} waits for another of the session */
  turn(turn, waits) {
    return html`
      <article class="turn" data-turn=${turn.id} data-status=${turn.status} aria-busy=${turn.isOpen}>
        ${this.editing === turn ? this.editor(turn) : this.question(turn)} ${turn.status === 'unsent' ? this.unsent(turn) : this.answer(turn, waits)}
      </article>
    `;
  }

  /** @param {import('./turn.js').Turn} turn */
  question(turn) {
    if (turn.message === '') return nothing; // It waits, and was said elsewhere.
    return html`
      <div class="question">
        <h2 class="visually-hidden">You said</h2>
        <div class="bubble">${turn.message}</div>
        <div class="question-tools">
          ${copyButton(() => turn.message, 'Copy the message')}
          ${turn.id
            ? html`<button class="button quiet icon-only small" aria-label="Edit and send again" title="Edit and send again"
                @click=${() => this.edit(turn)}>${icon('edit')}</button>`
            : nothing}
        </div>
      </div>
    `;
  }

  /** @param {import('./turn.js').Turn} turn */
  editor(turn) {
    const send = (/** @type {HTMLElement} */ form) => {
      const text = /** @type {HTMLTextAreaElement} */ (form.querySelector('textarea')).value.trim();
      if (text === '' || text.length > LONGEST) return;
      this.stopEditing();
      void this.chat.send(text, turn);
    };
    return html`
      <form class="editor" @submit=${(/** @type {any} */ event) => (event.preventDefault(), send(event.currentTarget))}>
        <textarea class="input" id="edit" aria-label="Your message, edited" maxlength=${LONGEST} .defaultValue=${turn.message}
          @keydown=${(/** @type {any} */ event) => {
            if (event.isComposing) return;
            if (event.key === 'Enter' && !event.shiftKey) (event.preventDefault(), send(event.target.form));
            if (event.key === 'Escape') (event.stopPropagation(), this.stopEditing());
          }}></textarea>
        <div class="editor-foot">
          <span class="soft">It takes the place of this message and of all after it.</span>
          <button type="button" class="button small" @click=${() => this.stopEditing()}>Cancel</button>
          <button class="button small primary">Send</button>
        </div>
      </form>
    `;
  }

  /** @param {import('./turn.js').Turn} turn */
  unsent(turn) {
    const again = () => {
      const { conversation } = this.chat;
      if (conversation) conversation.turns = conversation.turns.filter((each) => each !== turn);
      void this.chat.send(turn.message, turn.replaces ? conversation?.turns.find((each) => each.id === turn.replaces) : undefined);
    };
    return html`
      <div class="notice bad" role="alert">
        ${icon('warning')}<span>Not sent. ${turn.error?.message}</span>
        <button class="button small" @click=${again}>Try again</button>
      </div>
    `;
  }

  /** @param {import('./turn.js').Turn} turn @param {boolean} waits */
  answer(turn, waits) {
    const grows = !turn.hasEnded;
    return html`
      <div class="reply">
        <h2 class="visually-hidden">Answer</h2>
        ${steps(turn)}
        ${turn.text ? html`<div class="answer" data-live=${grows} ${markdown(turn.text, grows)}></div>` : nothing}
        ${grows && !turn.text ? this.waiting(turn, waits) : nothing}
        ${turn.link === 'lost' ? html`<p class="lost" role="status">${icon('offline')}The line broke. The answer goes on without us; coming back…</p>` : nothing}
        ${turn.error && turn.status !== 'cancelled'
          ? html`<div class="notice bad">${icon('warning')}<span>${turn.status === 'failed' ? 'It failed. ' : ''}${turn.error.message}</span></div>`
          : nothing}
        ${this.foot(turn)}
      </div>
    `;
  }

  /** @param {import('./turn.js').Turn} turn @param {boolean} waits */
  waiting(turn, waits) {
    const text = turn.status === 'sending' ? 'Sending' : waits ? 'Waits for the answer above' : turn.status === 'accepted' ? 'In the log, waiting for a worker' : turn.reasoning ? 'Thinking' : 'On its way';
    return html`<p class="waiting"><span class="lane" aria-hidden="true"><i></i><i></i><i></i></span>${text}</p>`;
  }

  /** @param {import('./turn.js').Turn} turn */
  foot(turn) {
    if (!turn.id) return nothing;
    const facts = [
      turn.totalMs === null ? '' : duration(turn.totalMs),
      turn.usage?.output_tokens ? `${number(turn.usage.output_tokens)} tokens` : '',
      turn.cost === null ? '' : money(turn.cost),
    ].filter(Boolean);
    return html`
      <div class="foot">
        ${turn.simulated ? html`<span class="chip amber" title="Answered by the built-in stand-in"><span class="dot"></span>Simulated</span>` : nothing}
        ${turn.status === 'cancelled' ? html`<span class="chip">Stopped</span>` : nothing}
        ${turn.stopping && turn.isOpen ? html`<span class="chip">Stopping…</span>` : nothing}
        <button class="facts" @click=${() => this.chat.details(turn)}>
          <span class="wide-only">${turn.model}</span>${facts.map((fact) => html`<span>${fact}</span>`)}<span class="facts-more">Details</span>
        </button>
        ${turn.hasEnded
          ? html`<span class="foot-tools">
              ${turn.text ? copyButton(() => turn.text, 'Copy the answer') : nothing}
              <button class="button quiet icon-only small" aria-label="Answer again" title="Answer again" @click=${() => void this.chat.send(turn.message, turn)}>${icon('retry')}</button>
            </span>`
          : nothing}
      </div>
    `;
  }

  /** @param {import('./turn.js').Turn} turn */
  edit(turn) {
    this.editing = turn;
    this.chat.schedule();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('edit'));
      box?.focus();
      box?.setSelectionRange(box.value.length, box.value.length);
    }));
  }

  stopEditing() {
    this.editing = null;
    this.chat.schedule();
    this.chat.composer.focus();
  }

  /** Whether there is a last message to edit. */
  editLast() {
    const turn = this.chat.conversation?.turns.findLast((each) => each.id);
    if (turn) this.edit(turn);
    return turn !== undefined;
  }
}
