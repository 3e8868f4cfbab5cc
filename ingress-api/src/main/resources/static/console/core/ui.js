// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { icon } from './icons.js';

export { icon, mark } from './icons.js';
export { number, money, duration, time, plural } from './format.js';
export { showDialog, confirm } from './dialog.js';

/** A moment as an element: short text, all of it on hover and for machines. @param {string | null | undefined} value @param {string} text */
export const moment = (value, text) =>
  value ? html`<time datetime=${value} title=${new Date(value).toLocaleString()}>${text}</time>` : html`–`;

/** Bars that stand for what is being loaded. @param {number} [lines] @param {string} [label] */
export const skeleton = (lines = 3, label = 'Loading') => html`
  <div class="skeleton" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, (_, index) => html`<span class="skeleton-bar" data-width=${index % 3}></span>`)}
  </div>
`;

/**
 * What is shown where something could not be loaded.
 * @param {{title?: string, error?: unknown, retry?: () => void}} what
 */
export const failure = ({ title = 'This could not be loaded', error, retry }) => html`
  <div class="empty" role="alert">
    <span class="empty-icon">${icon('warning')}</span>
    <h2>${title}</h2>
    <p>${error instanceof Error ? error.message : 'Something went wrong.'}</p>
    ${retry ? html`<button class="button" @click=${retry}>${icon('retry')} Try again</button>` : nothing}
  </div>
`;

/** @param {{icon?: string, title: string, text?: unknown, action?: unknown}} what */
export const empty = (what) => html`
  <div class="empty">
    ${what.icon ? html`<span class="empty-icon">${icon(what.icon)}</span>` : nothing}
    <h2>${what.title}</h2>
    ${what.text ? html`<p>${what.text}</p>` : nothing} ${what.action ?? nothing}
  </div>
`;

/** Loads a view's own stylesheet, once. @param {string} href @returns {Promise<void>} */
export function stylesheet(href) {
  const found = document.querySelector(`link[rel="stylesheet"][href="${href}"]`);
  if (found) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}
