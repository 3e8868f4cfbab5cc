// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { icon, moment, skeleton, time } from '../core/ui.js';

const KINDS = { added: 'Learned', updated: 'Changed', removed: 'Removed' };

/**
 * One fact, and where it comes from.
 * @param {import('./facts.js').Fact} fact
 * @param {{changes: import('./facts.js').Change[] | null, open: boolean, toggle: () => void, forget: () => void, visit: (turn: string) => void}} state
 */
export const factItem = (fact, state) => html`
  <li class="fact" data-fact=${fact.id}>
    <div class="fact-row">
      <p class="fact-text">${fact.text}</p>
      <div class="fact-actions">
        <button class="button quiet small" aria-expanded=${state.open ? 'true' : 'false'} @click=${state.toggle}>
          ${icon('clock')}<span>Where from</span><span class="visually-hidden">: ${fact.text}</span>
        </button>
        <button class="button quiet small icon-only" aria-label=${`Forget: ${fact.text}`} title="Forget" @click=${state.forget}>${icon('trash')}</button>
      </div>
    </div>
    <p class="fact-note">
      ${fact.changed_at === fact.learned_at ? 'Learned' : 'Changed'} ${moment(fact.changed_at, time(fact.changed_at, 'ago'))}
      ${fact.similarity === undefined ? nothing : html`<span class="chip">similarity ${fact.similarity.toFixed(2)}</span>`}
    </p>
    ${state.open ? (state.changes ? history(state.changes, state.visit) : skeleton(2, 'Loading its history')) : nothing}
  </li>
`;

/** @param {import('./facts.js').Change[]} changes newest first @param {(turn: string) => void} visit */
const history = (changes, visit) => html`
  <ol class="fact-history" aria-label="History, newest first">
    ${changes.map(
      (change) => html`
        <li>
          <p>
            <strong>${KINDS[change.kind] ?? change.kind}</strong> ${moment(change.changed_at, time(change.changed_at, 'full'))}
            <button class="button quiet small" @click=${() => visit(change.turn_id)}>${icon('chat')} Open the conversation</button>
          </p>
          ${change.previous ? html`<p><del>${change.previous}</del></p>` : nothing} ${change.text ? html`<p><ins>${change.text}</ins></p>` : nothing}
          ${change.quote ? html`<blockquote><span class="visually-hidden">You said: </span>${change.quote}</blockquote>` : nothing}
        </li>
      `,
    )}
  </ol>
`;
