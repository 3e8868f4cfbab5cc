// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { duration, moment, number, time } from '../core/ui.js';
import { isAlive, source } from './tiles.js';

/** @typedef {{name: string, num?: boolean}} Column */

/** @param {string} title @param {Column[]} columns @param {unknown[]} rows @param {string} none @param {any} from where it was read */
const table = (title, columns, rows, none, from) => html`
  <section class="stack" aria-label=${title}>
    <h2>${title}</h2>
    ${from.ok ? nothing : html`<p class="notice warn">${from.as_of ? `As of ${time(from.as_of, 'seconds')}: what was since is not known.` : 'Not known: it could not be read since this node started.'}</p>`}
    ${!from.as_of ? nothing : rows.length === 0
      ? html`<p class="soft">${none}</p>`
      : html`
          <div class="table-wrap" tabindex="0" role="region" aria-label=${`Table of ${title.toLowerCase()}`}>
            <table class="table">
              <thead><tr>${columns.map((column) => html`<th scope="col" class=${column.num ? 'num' : ''}>${column.name}</th>`)}</tr></thead>
              <tbody>${rows}</tbody>
            </table>
          </div>
        `}
  </section>
`;

/** @param {any} overview */
export const workers = ({ workers, sources }) => table(
  'Workers',
  [{ name: 'Worker' }, { name: 'State' }, { name: 'Last heard', num: true }, { name: 'Turns', num: true }, { name: 'Oldest turn' }, { name: 'Partitions' }, { name: 'Window', num: true }, { name: 'Up since' }],
  [...workers].sort((/** @type {any} */ a, /** @type {any} */ b) => Number(isAlive(a)) - Number(isAlive(b)) || a.host.localeCompare(b.host)).map((each) => worker(each, source({ sources }, 'Database').ok)),
  'No worker was heard of in the last hour.',
  source({ sources }, 'Database'),
);

/** @param {any} each @param {boolean} known */
function worker(each, known) {
  const [oldest] = each.oldest_turns;
  return html`
    <tr>
      <th scope="row"><span class="strong">${each.host}</span><span class="sub mono">${each.id.slice(0, 8)}${each.version ? ` · ${each.version}` : ''}</span></th>
      <td>${known ? workerState(each) : chip('', 'not known')}</td>
      <td class="num">${duration(each.silent_ms)} ago</td>
      <td class="num">${number(each.turns)}${each.max_in_flight ? html`<span class="sub">of ${number(each.max_in_flight)}</span>` : nothing}</td>
      <td>${oldest ? html`${duration(oldest.age_ms)}<span class="sub mono">${oldest.turn_id} · attempt ${oldest.attempt}</span>` : '–'}</td>
      <td>${each.partitions.length ? html`${number(each.partitions.length)}<span class="sub ranges-of">${ranges(each.partitions)}</span>` : 'none'}</td>
      <td class="num">${each.max_window ? html`${number(each.widest_window)}<span class="sub">of ${number(each.max_window)}${each.full_partitions ? `, ${each.full_partitions} paused` : ''}</span>` : '–'}</td>
      <td>${moment(each.started_at, time(each.started_at))}</td>
    </tr>
  `;
}

/** @param {any} each */
function workerState(each) {
  if (!isAlive(each)) return each.turns > 0 ? chip('red', 'silent, has turns') : chip('', 'gone');
  if (each.draining) return chip('amber', 'stopping');
  if (!each.reported) return chip('', 'alive, tells nothing');
  if (each.full_partitions > 0) return chip('amber', 'partitions paused');
  return each.max_in_flight && each.taken_in >= each.max_in_flight ? chip('amber', 'full') : chip('green', 'alive');
}

/** @param {string} colour @param {string} text */
const chip = (colour, text) => html`<span class="chip ${colour}"><span class="dot" aria-hidden="true"></span>${text}</span>`;

/** Such as 0–3, 7. @param {number[]} numbers */
export function ranges(numbers) {
  /** @type {number[][]} */
  const found = [];
  for (const each of numbers) {
    const last = found.at(-1);
    if (last && each === last[1] + 1) last[1] = each;
    else found.push([each, each]);
  }
  return found.map(([low, high]) => (low === high ? `${low}` : `${low}–${high}`)).join(', ');
}

/** @param {any} overview */
export const models = ({ models, sources }) => table(
  'Models',
  [{ name: 'Model' }, { name: 'Breaker' }, { name: 'Under way', num: true }, { name: 'Calls', num: true }, { name: 'Failed', num: true }, { name: 'Not let through', num: true }, { name: 'Fallbacks', num: true }, { name: 'Last error' }],
  models.map((/** @type {any} */ each) => html`
    <tr>
      <th scope="row"><span class="strong">${each.name}</span><span class="sub">${each.provider}</span></th>
      <td>${breaker(each)}</td>
      <td class="num">${number(each.in_flight)}${each.max_concurrent ? html`<span class="sub">of ${number(each.max_concurrent)}</span>` : nothing}</td>
      <td class="num">${number(each.calls)}</td>
      <td class="num">${number(each.failures)}<span class="sub">${each.calls ? `${number((100 * each.failures) / each.calls, { digits: 1 })} %` : ''}</span></td>
      <td class="num">${number(each.refused)}</td>
      <td class="num">${number(each.fallbacks)}</td>
      <td>${each.last_error ? html`<code>${each.last_error}</code><span class="sub">${moment(each.last_error_at, time(each.last_error_at, 'ago'))}</span>` : 'none'}</td>
    </tr>`),
  'No living worker tells of models.',
  source({ sources }, 'Database'),
);

/** @param {any} each */
function breaker(each) {
  const where = each.open && each.open < each.workers ? ` on ${each.open} of ${each.workers}` : '';
  if (each.breaker === 'open') return chip('red', `open${where}`);
  if (each.breaker === 'half_open') return chip('amber', 'half open');
  return each.breaker ? chip('green', 'closed') : '–';
}

/** @param {any} overview */
export const groups = ({ groups, sources }) => table(
  'Consumer groups',
  [{ name: 'Group' }, { name: 'Reads' }, { name: 'State' }, { name: 'Members', num: true }, { name: 'Behind', num: true }],
  groups.map((/** @type {any} */ each) => html`
    <tr>
      <th scope="row" class="strong">${each.name}</th>
      <td>${each.topic}</td>
      <td>${each.problem ? html`${chip('red', 'unknown')}<span class="sub">${each.problem}</span>` : chip(each.members ? 'green' : 'red', each.members ? each.state : 'nobody reads')}</td>
      <td class="num">${number(each.members)}</td>
      <td class="num">${number(each.behind)}</td>
    </tr>`),
  'Kafka has told nothing yet.',
  source({ sources }, 'Kafka'),
);

/** @param {any} overview */
export const nodes = ({ nodes, sources }) => table(
  'Ingress nodes',
  [{ name: 'Node' }, { name: 'State' }, { name: 'Last heard', num: true }, { name: 'Streams', num: true }, { name: 'Waiting', num: true }, { name: 'Begin per second', num: true }, { name: 'Up since' }],
  nodes.map((/** @type {any} */ each) => html`
    <tr>
      <th scope="row"><span class="strong">${each.host}</span><span class="sub mono">${each.id.slice(0, 8)}${each.version ? ` · ${each.version}` : ''}</span></th>
      <td>${!source({ sources }, 'Database').ok ? chip('', 'not known') : isAlive(each) ? (each.draining ? chip('amber', 'stopping') : chip('green', 'alive')) : chip('red', 'silent')}</td>
      <td class="num">${duration(each.silent_ms)} ago</td>
      <td class="num">${number(each.streams)}</td>
      <td class="num">${number(each.waiting)}${each.waiting ? html`<span class="sub">oldest ${duration(each.oldest_wait_ms)}</span>` : nothing}</td>
      <td class="num">${number(each.begun, { digits: 1 })}</td>
      <td>${moment(each.started_at, time(each.started_at))}</td>
    </tr>`),
  'No node was heard of in the last hour.',
  source({ sources }, 'Database'),
);
