// @ts-check
import { html } from '/webjars/lit-html/lit-html.js';
import { icon } from './icons.js';
import { showDialog } from './dialog.js';

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const command = mac ? '⌘' : 'Ctrl';

const KEYS = [
  ['Send the message', ['Enter']],
  ['New line', ['Shift', 'Enter']],
  ['Edit the last message', ['↑']],
  ['Stop the answer', ['Esc']],
  ['Search conversations', [command, 'K']],
  ['New conversation', ['Alt', 'N']],
  ['To the message box', ['/']],
  ['This list', ['?']],
];

let open = false;

/** Shows which keys do what. */
export async function shortcuts() {
  if (open) return;
  open = true;
  await showDialog(
    (close) => html`
      <div class="dialog-body">
        <div class="dialog-head">
          <h2>Keyboard shortcuts</h2>
          <button class="button quiet icon-only" aria-label="Close" @click=${() => close()}>${icon('close')}</button>
        </div>
        <dl class="keys">
          ${KEYS.map(
            ([text, keys]) => html`<div><dt>${text}</dt><dd>${/** @type {string[]} */ (keys).map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`,
          )}
        </dl>
      </div>
    `,
    { label: 'Keyboard shortcuts', className: 'dialog-small' },
  );
  open = false;
}

/** Whether somebody is writing there. @param {EventTarget | null} target */
export const isWriting = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
