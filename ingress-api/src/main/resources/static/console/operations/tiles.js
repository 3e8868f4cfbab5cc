// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { duration, number, time } from '../core/ui.js';

/** What matters most, as numbers. @param {any} overview @param {import('./live.js').Sample | undefined} sample */
export function tiles(overview, sample) {
  const { totals, workers } = overview;
  const database = source(overview, 'Database');
  const kafka = source(overview, 'Kafka');
  if (!totals) return html`<p class="notice warn">Nothing is known of turns, workers and streams: the database could not be read since this node started.</p>`;
  const alive = workers.filter(isAlive);
  const ended = sample && Object.keys(sample.ended).length ? Object.values(sample.ended).reduce((sum, rate) => sum + rate, 0) : null;
  const behind = overview.partitions.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + each.behind, 0);
  return html`
    <dl class="tiles" data-old=${!database.ok}>
      ${tile('Turns ending', ended === null ? '–' : number(ended, { digits: 1 }), 'a second')}
      ${tile('In flight', number(totals.in_flight), totals.orphans ? `${number(totals.orphans)} without a worker` : 'turns', totals.orphans > 0)}
      ${tile('Waiting', number(totals.waiting), totals.waiting ? `oldest for ${duration(totals.oldest_wait_ms)}` : 'for a worker', totals.oldest_wait_ms > 5000)}
      ${tile('First token, p95', duration(sample?.first[1]), 'of the last minute')}
      ${tile('Streams', number(totals.streams), 'open')}
      ${tile('Workers', database.ok ? number(alive.length) : '–', !database.ok ? 'not known now' : alive.length === workers.length ? 'alive' : `alive, ${workers.length - alive.length} gone or silent`, alive.length === 0)}
      ${tile('Behind', kafka.as_of ? number(behind) : '–', kafka.ok ? 'of the log, running ones included' : kafka.as_of ? `as of ${time(kafka.as_of, 'seconds')}` : 'not known')}
    </dl>
  `;
}

/** @param {any} overview @param {string} name */
export const source = (overview, name) => overview.sources.find((/** @type {any} */ each) => each.name === name) ?? { ok: false };

/** @param {any} worker */
export const isAlive = (worker) => worker.silent_ms <= 6000;

/** @param {string} name @param {unknown} value @param {string} more @param {boolean} [bad] */
const tile = (name, value, more, bad = false) => html`
  <div class="tile" data-bad=${bad}>
    <dt>${name}</dt>
    <dd><strong>${value}</strong>${more ? html`<span>${more}</span>` : nothing}</dd>
  </div>
`;
