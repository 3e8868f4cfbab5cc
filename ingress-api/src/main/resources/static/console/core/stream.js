// @ts-check
import { ApiError, errorOf, unreachable } from './api.js';

/** The server breaks its silence every 15 s; a connection that is quiet for longer than this is dead. */
const SILENCE_MS = 40_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * One event of a turn, as docs/streams.md tells.
 * @typedef {{type?: string, content: string, done: boolean, turn_id: string, [more: string]: any}} Frame
 * @typedef {{
 *   reset: () => void, frame: (frame: Frame) => void, state: (state: 'connecting' | 'open' | 'lost') => void
 * }} Listener `reset`: everything comes again from the beginning, so drop what was heard
 */

/**
 * Follows a turn to its end, over as many connections as that takes. What was heard is never told again: each
 * connection goes on behind the last frame that arrived whole.
 *
 * @param {import('./api.js').Api} api @param {string} turn @param {Listener} listener @param {AbortSignal} signal
 * @param {{cursor: string | null}} seen the last frame that was heard; kept up to date, so that one may come back later
 * @returns {Promise<void>} fulfilled at the turn's end; rejected when it can't be followed, or the signal says stop
 */
export async function follow(api, turn, listener, signal, seen) {
  let failures = 0;
  let pause = 1_000;
  for (;;) {
    signal.throwIfAborted();
    listener.state(failures === 0 ? 'connecting' : 'lost');
    /** @type {number | null} */
    let asked = null;
    try {
      const body = await open(api, turn, seen.cursor, signal);
      if (seen.cursor === null) listener.reset();
      listener.state('open');
      for await (const event of events(body, signal)) {
        if (event.retry) pause = event.retry;
        if (event.data === '') continue;
        const frame = /** @type {Frame} */ (JSON.parse(event.data));
        listener.frame(frame);
        if (event.id) seen.cursor = event.id;
        failures = 0;
        if (frame.done) return;
        if (frame.type === 'detached') break;
      }
    } catch (error) {
      // What is no broken line would break again.
      if (signal.aborted || !(error instanceof ApiError)) throw error;
      if (error.code === 'invalid_cursor' && seen.cursor !== null) seen.cursor = null;
      else if (!error.isPassing && error.status < 500) throw error;
      asked = error.retryAfter;
    }
    failures++;
    listener.state('lost');
    await waiting(delay(failures, pause, asked), signal);
  }
}

/** @param {number} failures @param {number} pause @param {number | null} asked seconds that the server wants */
function delay(failures, pause, asked) {
  if (asked !== null) return Math.min(asked * 1000, LONGEST_WAIT_MS) * (1 + Math.random() * 0.2);
  const base = failures === 1 ? pause / 3 : Math.min(LONGEST_WAIT_MS, pause * 2 ** (failures - 2));
  return base * (0.6 + Math.random() * 0.4);
}

/** Waits, but not while there is something to hope for: being online again, or being looked at again. */
function waiting(/** @type {number} */ milliseconds, /** @type {AbortSignal} */ signal) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      clearTimeout(timer);
      resolve(undefined);
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('online', end, { signal: stop.signal });
    document.addEventListener('visibilitychange', () => !document.hidden && end(), { signal: stop.signal });
    signal.addEventListener('abort', end, { signal: stop.signal });
  });
}

/** @param {import('./api.js').Api} api @param {string} turn @param {string | null} cursor @param {AbortSignal} signal */
async function open(api, turn, cursor, signal) {
  const headers = { Accept: 'text/event-stream, application/problem+json', ...(cursor && { 'Last-Event-ID': cursor }) };
  const response = await api.open('GET', `/turns/${turn}/stream`, undefined, { headers, signal });
  if (!response.ok || !response.body) throw await errorOf(response);
  return response.body;
}

/**
 * The events of a stream. One that broke off in its middle is not told.
 * @param {ReadableStream<Uint8Array>} body @param {AbortSignal} signal
 * @returns {AsyncGenerator<{id: string, data: string, retry: number}>}
 */
export async function* events(body, signal) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = '';
  let event = { id: '', data: '', retry: 0 };
  try {
    for (;;) {
      const { done, value } = await unlessSilent(reader);
      if (done || signal.aborted) return;
      held += decoder.decode(value, { stream: true });
      const lines = held.split('\n');
      held = lines.pop() ?? '';
      for (const each of lines) {
        const line = each.endsWith('\r') ? each.slice(0, -1) : each;
        if (line === '') {
          yield event;
          event = { id: '', data: '', retry: 0 };
        } else {
          take(event, line);
        }
      }
    }
  } catch (cause) {
    throw unreachable(cause);
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** @param {{id: string, data: string, retry: number}} event @param {string} line */
function take(event, line) {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
  if (name === 'data') event.data = event.data === '' ? value : `${event.data}\n${value}`;
  else if (name === 'id') event.id = value;
  else if (name === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
async function unlessSilent(reader) {
  /** @type {any} */
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream has fallen silent.')), SILENCE_MS);
  });
  try {
    return /** @type {ReadableStreamReadResult<Uint8Array>} */ (await Promise.race([reader.read(), silence]));
  } finally {
    clearTimeout(timer);
  }
}
