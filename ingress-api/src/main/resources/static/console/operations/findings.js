// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { icon, plural, time } from '../core/ui.js';

const WORDS = { critical: 'Critical', warning: 'Warning', note: 'Note' };

/** What is wrong, worst first; and that nothing is, only when everything could be looked at. @param {any} overview @param {boolean} current */
export function findings(overview, current) {
  const { findings, sources } = overview;
  const wrong = findings.filter((/** @type {any} */ each) => each.severity !== 'note').length;
  const allRead = sources.every((/** @type {any} */ source) => source.ok);
  return html`
    <section class="findings" aria-labelledby="findings-title">
      <h2 id="findings-title" class="visually-hidden">What is wrong</h2>
      ${wrong === 0 && allRead && current
        ? html`<p class="notice fine">${icon('check')}<span><strong>Nothing is wrong</strong> with what can be seen from here: workers, log, database, models, dead letters.</span></p>`
        : nothing}
      ${findings.length === 0 ? nothing : html`<ul>${findings.map(finding)}</ul>`}
    </section>
  `;
}

/** @param {any} each */
const finding = (each) => html`
  <li class="finding" data-severity=${each.severity}>
    <span class="severity">${each.severity === 'note' ? icon('info') : icon('warning')}${WORDS[/** @type {'note'} */ (each.severity)] ?? each.severity}</span>
    <div><strong>${each.what}</strong><p>${each.advice}</p></div>
  </li>
`;

/** Where the page's numbers come from, and how old they are. @param {any} overview */
export const sources = (overview) => html`
  <ul class="sources" aria-label="Sources">
    ${overview.sources.map((/** @type {any} */ source) => html`
      <li data-ok=${source.ok}>
        <span class="dot" aria-hidden="true"></span>
        <span>${source.name} ${source.ok ? html`as of ${time(source.as_of, 'seconds')}` : html`<strong>away</strong>, ${source.as_of ? `last read ${time(source.as_of, 'seconds')}` : 'never read'}`}</span>
      </li>`)}
  </ul>
`;

/** For who listens: what became critical since. @param {any[]} before @param {any[]} now */
export function news(before, now) {
  const known = new Set(before.map((each) => key(each)));
  const fresh = now.filter((each) => each.severity === 'critical' && !known.has(key(each)));
  if (fresh.length === 0) return '';
  return `${plural(fresh.length, 'new critical finding')}: ${fresh.map((each) => each.what).join(' ')}`;
}

/** Numbers in it change all the time. @param {any} each */
const key = (each) => `${each.severity} ${each.about} ${each.what.replace(/\d+/g, '#')}`;
