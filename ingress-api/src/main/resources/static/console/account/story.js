// @ts-check
import { html } from '/webjars/lit-html/lit-html.js';
import { icon, mark } from '../core/ui.js';

const STEPS = [
  ['clock', 'A turn is in the log before anything runs', 'Close the laptop, lose the network, restart a server: the answer goes on, and no letter comes twice.'],
  ['memory', 'It remembers what you say', 'Facts are learnt behind the answer and recalled in the next, and you see, search and delete each.'],
  ['operations', 'Every answer can be looked into', 'Attempts, steps, tokens, cost, time to the first token, and what the judges thought, with their reasons.'],
];

/** What this is, beside the form. */
export const story = () => html`
  <svg class="story-road" viewBox="0 0 600 300" preserveAspectRatio="none" aria-hidden="true">
    <path class="edge" d="M292 0 20 300M308 0 580 300" />
    <path class="lane" d="M298.5 0h3l12 300h-27z" />
  </svg>
  <div class="story-inner">
    <div class="story-mark">${mark()}</div>
    <p class="story-line">Agents that arrive.</p>
    <ul class="story-steps">
      ${STEPS.map(
        ([shape, title, text]) => html`<li>${icon(shape)}<div><strong>${title}</strong><p>${text}</p></div></li>`,
      )}
    </ul>
  </div>
`;
