// @ts-check
import { follow } from '../core/stream.js';
import { Turn } from './turn.js';

const PAGE = 20;

/**
 * The turns of one session: loads them by pages, follows those that have not ended, sends new ones. The server decides
 * what belongs to the conversation; what is here is brought in line with it again and again.
 */
export class Conversation {
  /**
   * @param {import('../main.js').App} app @param {string} session
   * @param {{changed: () => void, heard: (turn: Turn) => void, said: () => void, renewed: () => Promise<string>}} listener
   */
  constructor(app, session, listener) {
    this.app = app;
    this.session = session;
    this.listener = listener;
    /** @type {Turn[]} in the order of the conversation */
    this.turns = [];
    this.more = false;
    this.state = /** @type {'loading' | 'ready' | 'failed' | 'gone'} */ ('loading');
    this.loadingOlder = false;
    /** @type {any} */
    this.error = null;
    this.closing = new AbortController();
    /** Ends with the stream that is open now. */
    this.listening = new AbortController();
    this.paused = false;
  }

  get running() {
    return this.turns.find((turn) => turn.isOpen || turn.status === 'sending') ?? null;
  }

  async load() {
    this.state = 'loading';
    this.listener.changed();
    try {
      const page = await this.page(PAGE);
      this.turns = this.standing(page.turns).map(Turn.of);
      this.more = page.more;
      this.state = 'ready';
      const last = this.turns.findLast((turn) => turn.hasEnded && turn.model);
      if (last) this.app.saw(last.simulated);
      this.followAll();
    } catch (error) {
      if (this.closing.signal.aborted) return;
      this.error = error;
      this.state = /** @type {any} */ (error).status === 404 ? 'gone' : 'failed';
    }
    this.listener.changed();
  }

  /** The page before the first turn that is here. */
  async older() {
    if (!this.more || this.loadingOlder || this.state !== 'ready') return;
    this.loadingOlder = true;
    this.listener.changed();
    try {
      const page = await this.page(PAGE, this.turns.find((turn) => turn.id)?.id);
      const known = new Set(this.turns.map((turn) => turn.id));
      this.turns = [...page.turns.filter((/** @type {any} */ row) => !known.has(row.turn_id)).map(Turn.of), ...this.turns];
      this.more = page.more;
    } catch (error) {
      if (!this.closing.signal.aborted) this.app.toast(`Older messages could not be loaded: ${/** @type {Error} */ (error).message}`, 'bad');
    }
    this.loadingOlder = false;
    this.listener.changed();
  }

  /** Learns what has happened elsewhere: in other tabs, on other machines. */
  async refresh() {
    if (this.state === 'failed') return this.load();
    if (this.state !== 'ready') return;
    const page = await this.page(PAGE).catch(() => null);
    if (!page || this.closing.signal.aborted) return;
    /** @type {any[]} */
    const rows = page.turns;
    const known = new Map(this.turns.filter((turn) => turn.id).map((turn) => [turn.id, turn]));
    if (page.more && known.size > 0 && !rows.some((row) => known.has(row.turn_id))) return this.load();
    const first = rows[0]?.turn_id ?? '';
    const paged = new Set(rows.map((row) => row.turn_id));
    const older = this.turns.filter((turn) => page.more && turn.id && turn.id < first && !paged.has(turn.id));
    const unsent = this.turns.filter((turn) => !turn.id);
    const merged = this.standing(rows).map((row) => {
      const turn = known.get(row.turn_id);
      turn?.learn(row);
      return turn ?? Turn.of(row);
    });
    // A turn that was just accepted here may be missing from a page that was read before.
    const newest = rows.at(-1)?.turn_id ?? '';
    const later = this.turns.filter((turn) => turn.isOpen && turn.id > newest && !paged.has(turn.id));
    this.turns = [...older, ...merged, ...later, ...unsent];
    this.more = older.length > 0 ? this.more : page.more;
    this.followAll();
    this.listener.changed();
  }

  /** Without what later turns take the place of: the store says so only once a worker has them. @param {any[]} rows */
  standing(rows) {
    const ids = rows.map((row) => row.turn_id);
    const later = [...this.turns.map((turn) => [turn.replaces, turn.id]), ...rows.map((row) => [row.replaces, row.turn_id])];
    return rows.filter((row, place) =>
      later.every(([from, to]) => {
        if (!from || !to) return true;
        const [first, last] = [ids.indexOf(from), ids.indexOf(to)];
        // The rows' order counts: ids follow the clocks of several nodes.
        return first >= 0 && last >= 0 ? place < first || place >= last : row.turn_id < from || row.turn_id >= to;
      }),
    );
  }

  /** @param {number} limit @param {string} [before] */
  page(limit, before) {
    const query = before ? `limit=${limit}&before=${encodeURIComponent(before)}` : `limit=${limit}`;
    return this.app.api.get(`/auth/session/${this.session}/turns?${query}`, { signal: this.closing.signal });
  }

  /**
   * Says something; instead of a turn and all after it, if one is named.
   * @param {string} text @param {string} token the session's @param {Turn} [replaced]
   */
  async send(text, token, replaced) {
    const turn = new Turn(text);
    turn.watched = true;
    turn.replaces = replaced?.id ?? '';
    const before = this.turns;
    const kept = replaced ? before.slice(0, before.indexOf(replaced)) : before.filter((each) => each.status !== 'unsent');
    this.turns = [...kept, turn];
    this.listener.said();
    this.listener.changed();
    const newest = before.findLast((each) => each.id)?.id ?? '';
    const body = { messages: [{ role: 'user', content: text }], ...(replaced?.id && { replaces: replaced.id }) };
    try {
      const started = await this.post(body, token);
      turn.id = started.turn_id;
      this.onlyOnce(turn);
      turn.status = 'accepted';
      turn.acceptedAt = new Date().toISOString();
      this.followAll();
    } catch (error) {
      if (/** @type {any} */ (error).isPassing && (await this.arrived(turn, newest))) return true;
      turn.status = 'unsent';
      turn.error = { code: /** @type {any} */ (error).code ?? '', message: /** @type {Error} */ (error).message };
      if (replaced) this.turns = [...before.filter((each) => each !== turn), turn];
    }
    turn.version++;
    this.listener.changed();
    return turn.status !== 'unsent';
  }

  /** Whether a turn is in the log although its acceptance was not heard: the line broke between. @param {Turn} turn @param {string} newest */
  async arrived(turn, newest) {
    const row = await this.lookFor(turn.message, newest);
    if (!row) return false;
    turn.status = 'accepted';
    turn.learn(row);
    this.onlyOnce(turn);
    this.followAll();
    this.listener.changed();
    return true;
  }

  /** With a new token when the session's has ended. @param {unknown} body @param {string} token @returns {Promise<any>} */
  async post(body, token) {
    const headers = { Prefer: 'respond-async' };
    try {
      return await this.app.api.post('/chatbot/chat', body, { token, headers });
    } catch (error) {
      if (/** @type {any} */ (error).status !== 401) throw error;
      return this.app.api.post('/chatbot/chat', body, { token: await this.listener.renewed(), headers });
    }
  }

  /** A page that was read meanwhile may have brought it in, too. @param {Turn} turn */
  onlyOnce(turn) {
    this.turns = this.turns.filter((each) => each === turn || each.id !== turn.id);
  }

  /** A later turn that says this. Of one that waits for a worker it is not known yet what it says. @param {string} message @param {string} newest */
  async lookFor(message, newest) {
    for (let tries = 0; tries < 6; tries++) {
      const page = await this.page(5).catch(() => null);
      /** @type {any[]} */
      const later = page?.turns.filter((/** @type {any} */ each) => each.turn_id > newest) ?? [];
      const found = later.find((each) => each.message === message);
      if (found || !later.some((each) => each.message === undefined)) return found;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    return undefined;
  }

  /** @param {Turn} turn */
  async stop(turn) {
    if (!turn.id || turn.hasEnded) return;
    turn.stopping = true;
    turn.version++;
    this.listener.changed();
    try {
      await this.app.api.post(`/turns/${turn.id}/cancel`);
    } catch (error) {
      turn.stopping = false;
      this.app.toast(`It could not be stopped: ${/** @type {Error} */ (error).message}`, 'bad');
    }
  }

  /** Follows the turn that runs. Those behind it have nothing to say yet, and a browser has six connections in all. */
  followAll() {
    const next = this.turns.find((turn) => turn.isOpen && turn.id);
    if (next && next.link === '' && !this.paused && !this.closing.signal.aborted) void this.follow(next);
  }

  /** Nobody looks: the connection is for those who do. */
  pause() {
    this.paused = true;
    this.listening.abort();
  }

  resume() {
    this.paused = false;
    this.followAll();
  }

  /** @param {Turn} turn */
  async follow(turn) {
    turn.watched = true;
    const changed = () => {
      turn.version++;
      this.listener.changed();
    };
    const listener = {
      reset: () => turn.reset(),
      frame: (/** @type {import('../core/stream.js').Frame} */ frame) => {
        turn.apply(frame);
        if (frame.type === 'started') this.app.saw(turn.simulated);
        if (frame.type === 'started' && turn.message === '') void this.refresh();
        this.listener.heard(turn);
        this.listener.changed();
      },
      state: (/** @type {any} */ state) => {
        turn.link = state;
        changed();
      },
    };
    try {
      this.listening = new AbortController();
      const signal = AbortSignal.any([this.closing.signal, this.listening.signal]);
      await follow(this.app.api, turn.id, listener, signal, turn.seen);
      turn.link = '';
      turn.learn({ ...(await this.app.api.get(`/turns/${turn.id}`)), message: turn.message });
    } catch (error) {
      if (this.closing.signal.aborted) return;
      turn.link = '';
      if (this.listening.signal.aborted) return this.paused ? undefined : this.followAll();
      if (!turn.hasEnded) turn.error = { code: 'lost', message: /** @type {Error} */ (error).message };
      if (!turn.hasEnded) return changed();
    }
    changed();
    this.followAll();
  }

  close() {
    this.closing.abort();
  }
}
