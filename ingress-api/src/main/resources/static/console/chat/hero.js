// @ts-check
import { html } from '/webjars/lit-html/lit-html.js';
import { icon, mark } from '../core/ui.js';

const IDEAS = [
  ['tool', 'Use a tool', 'What time is it in Lisbon?'],
  ['memory', 'Be remembered', 'My name is Ada, I live in Paris and I like tea.'],
  ['spark', 'Tables and code', 'Show me a table and some code'],
  ['retry', 'Reload me half-way', 'Count to 300'],
];

/** What an empty conversation shows. @param {(text: string) => void} say */
export const hero = (say) => html`
  <div class="hero">
    <div class="hero-mark">${mark()}</div>
    <h1>Where to?</h1>
    <p class="soft">Each message is in the log before anything runs, so its answer arrives, whatever breaks on the way.</p>
    <ul class="ideas">
      ${IDEAS.map(
        ([shape, title, text]) => html`
          <li>
            <button class="idea" @click=${() => say(text)}>
              ${icon(shape)}<span><span class="idea-title">${title}</span><span class="idea-text">${text}</span></span>
            </button>
          </li>
        `,
      )}
    </ul>
  </div>
`;
