// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { icon } from './icons.js';

const polite = /** @type {HTMLElement} */ (document.getElementById('polite'));
const assertive = /** @type {HTMLElement} */ (document.getElementById('assertive'));
const place = /** @type {HTMLElement} */ (document.getElementById('toasts'));
const KEPT = 40;
const SHOWN_MS = 6_000;

/**
 * Says something to screen readers. Each text is an element of its own, so that one does not replace another unheard.
 * @param {string} text @param {{assertive?: boolean}} [options]
 */
export function announce(text, options = {}) {
  if (text.trim() === '') return;
  const region = options.assertive ? assertive : polite;
  const line = document.createElement('p');
  line.textContent = text;
  region.append(line);
  while (region.childElementCount > KEPT) region.firstElementChild?.remove();
}

/** @type {{id: number, text: string, kind: string, action?: {label: string, run: () => void}}[]} */
let toasts = [];
let nextId = 1;

/**
 * A note that goes by itself; one about something bad stays until it is closed.
 * @param {string} text @param {'info' | 'good' | 'bad'} [kind] @param {{label: string, run: () => void}} [action]
 */
export function toast(text, kind = 'info', action) {
  const id = nextId++;
  toasts = [...toasts.filter((each) => each.text !== text).slice(-3), { id, text, kind, action }];
  show();
  announce(text, { assertive: kind === 'bad' });
  if (kind !== 'bad') setTimeout(() => drop(id), SHOWN_MS);
}

/** @param {number} id */
function drop(id) {
  toasts = toasts.filter((each) => each.id !== id);
  show();
}

function show() {
  render(
    toasts.map(
      (each) => html`
        <div class="toast ${each.kind}">
          ${each.kind === 'info' ? nothing : icon(each.kind === 'good' ? 'check' : 'warning')}
          <span>${each.text}</span>
          ${each.action
            ? html`<button class="button small" @click=${() => (drop(each.id), each.action?.run())}>${each.action.label}</button>`
            : nothing}
          <button class="button quiet icon-only small" aria-label="Close this note" @click=${() => drop(each.id)}>${icon('close')}</button>
        </div>
      `,
    ),
    place,
  );
}
