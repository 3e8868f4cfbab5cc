// @ts-check

/** How many samples are kept: ten minutes of them. */
const MOST = 300;
/** Over which percentiles are taken. */
const SPAN_MS = 60_000;

/** @typedef {{at: number, ended: Record<string, number>, inFlight: number, waiting: number, streams: number, wait: (number | null)[], first: (number | null)[], fallbacks: number, failures: number}} Sample */

/**
 * What overviews say over time. Workers tell sums since they began; what happened between two overviews is their
 * difference, worker by worker: one that is new begins at zero, one that is gone adds nothing.
 */
export class Live {
  constructor() {
    /** @type {Sample[]} */
    this.samples = [];
    /** @type {{at: number, workers: Map<string, any>}[]} */
    this.told = [];
  }

  /** @param {any} overview */
  add(overview) {
    const at = Date.parse(overview.at);
    const last = this.told.at(-1);
    if (last && at <= last.at) return;
    const known = sourceIsFresh(overview, 'Database');
    const workers = new Map(overview.workers.map((/** @type {any} */ worker) => [worker.id, worker]));
    if (!known) this.keep(unknown(at));
    if (last && known) {
      const seconds = (at - last.at) / 1000;
      const minute = this.told.find((each) => at - each.at <= SPAN_MS) ?? last;
      this.keep({
        at: at / 1000,
        ended: rates(workers, last.workers, seconds),
        inFlight: overview.totals.in_flight,
        waiting: overview.totals.waiting,
        streams: overview.totals.streams,
        wait: percentiles(counts(workers, minute.workers, 'queue_wait')),
        first: percentiles(counts(workers, minute.workers, 'first_token')),
        fallbacks: models(workers, last.workers, 'fallbacks'),
        failures: models(workers, last.workers, 'failures'),
      });
    }
    if (!known) return;
    this.told.push({ at, workers });
    while (this.told.length > MOST || (this.told.length > 1 && at - this.told[0].at > 2 * SPAN_MS)) this.told.shift();
  }

  /** @param {Sample} sample */
  keep(sample) {
    this.samples.push(sample);
    if (this.samples.length > MOST) this.samples.shift();
  }

  get last() {
    return this.samples.at(-1);
  }

  /** @param {...((sample: Sample) => number | null)} lines @returns {(number | null)[][]} */
  columns(...lines) {
    return [this.samples.map((sample) => sample.at), ...lines.map((line) => this.samples.map(line))];
  }
}

/** A gap in every line. @param {number} at @returns {any} */
const unknown = (at) => ({ at: at / 1000, ended: {}, inFlight: null, waiting: null, streams: null, wait: [null, null, null], first: [null, null, null], fallbacks: null, failures: null });

/** @param {any} overview @param {string} name */
export function sourceIsFresh(overview, name) {
  return overview.sources.some((/** @type {any} */ source) => source.name === name && source.ok);
}

/** @param {Map<string, any>} now @param {Map<string, any>} before @param {number} seconds */
function rates(now, before, seconds) {
  /** @type {Record<string, number>} */
  const rates = { completed: 0, failed: 0, cancelled: 0 };
  for (const [id, worker] of now) {
    for (const [status, count] of Object.entries(worker.ended)) {
      const earlier = before.get(id)?.ended[status] ?? 0;
      rates[status] = (rates[status] ?? 0) + Math.max(0, Number(count) - earlier) / seconds;
    }
  }
  return rates;
}

/** @param {Map<string, any>} now @param {Map<string, any>} before @param {string} name */
function models(now, before, name) {
  let sum = 0;
  for (const [id, worker] of now) {
    for (const model of worker.models) {
      const earlier = before.get(id)?.models.find((/** @type {any} */ each) => each.name === model.name)?.[name] ?? 0;
      sum += Math.max(0, model[name] - earlier);
    }
  }
  return sum;
}

/** @param {Map<string, any>} now @param {Map<string, any>} before @param {string} name @returns {number[]} */
function counts(now, before, name) {
  /** @type {number[]} */
  const sums = [];
  for (const [id, worker] of now) {
    worker[name].forEach((/** @type {number} */ count, /** @type {number} */ bucket) => {
      sums[bucket] = (sums[bucket] ?? 0) + Math.max(0, count - (before.get(id)?.[name][bucket] ?? 0));
    });
  }
  return Array.from(sums, (count) => count ?? 0);
}

/**
 * The 50th, 95th and 99th, in milliseconds; null for each when nothing was counted. Bucket i is of those up to 2^(i/2);
 * within one the counts are spread evenly.
 * @param {number[]} counts
 */
export function percentiles(counts) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return [0.5, 0.95, 0.99].map((share) => {
    if (all === 0) return null;
    let below = 0;
    for (let bucket = 0; bucket < counts.length; bucket++) {
      if (counts[bucket] > 0 && below + counts[bucket] >= share * all) {
        const low = bucket === 0 ? 0 : 2 ** ((bucket - 1) / 2);
        return low + ((share * all - below) / counts[bucket]) * (2 ** (bucket / 2) - low);
      }
      below += counts[bucket];
    }
    return null;
  });
}
