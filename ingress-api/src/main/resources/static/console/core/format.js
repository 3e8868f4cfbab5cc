// @ts-check
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const DASH = '–';

/** @param {unknown} value */
const missing = (value) => value === null || value === undefined || value === '' || Number.isNaN(value);

/** A count. @param {number | null | undefined} value @param {{compact?: boolean, digits?: number}} [options] */
export function number(value, options = {}) {
  if (missing(value)) return DASH;
  const count = Number(value);
  if (options.digits !== undefined) {
    return count.toLocaleString(undefined, { minimumFractionDigits: options.digits, maximumFractionDigits: options.digits });
  }
  return options.compact ? short.format(count) : whole.format(count);
}

/** US dollars, with as many digits as a small price needs. @param {number | string | null | undefined} value */
export function money(value) {
  if (missing(value)) return DASH;
  const dollars = Number(value);
  if (dollars === 0) return '$0';
  if (dollars < 0.000001) return '< $0.000001';
  const digits = dollars >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(dollars)));
  return `$${dollars.toFixed(digits)}`;
}

/** @param {number | null | undefined} milliseconds */
export function duration(milliseconds) {
  if (missing(milliseconds)) return DASH;
  const ms = Number(milliseconds);
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
  if (ms < 86_400_000) return `${Math.floor(ms / 3_600_000)} h ${Math.round((ms % 3_600_000) / 60_000)} min`;
  return `${Math.floor(ms / 86_400_000)} d ${Math.round((ms % 86_400_000) / 3_600_000)} h`;
}

/**
 * A moment. `clock`: hours and minutes, with the day when it is not today; `seconds`: with seconds; `full`: all of it.
 * @param {string | number | Date | null | undefined} value
 * @param {'clock' | 'seconds' | 'full' | 'ago'} [style]
 */
export function time(value, style = 'clock') {
  if (missing(value)) return DASH;
  const moment = new Date(/** @type {any} */ (value));
  if (Number.isNaN(moment.getTime())) return DASH;
  if (style === 'full') return full.format(moment);
  if (style === 'ago') return ago(moment);
  const text = (style === 'seconds' ? clockWithSeconds : clock).format(moment);
  return moment.toDateString() === new Date().toDateString() ? text : `${day.format(moment)}, ${text}`;
}

/** @param {Date} moment */
function ago(moment) {
  const seconds = Math.round((Date.now() - moment.getTime()) / 1000);
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return seconds < 604_800 ? `${Math.floor(seconds / 86_400)} d ago` : day.format(moment);
}

/** @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
