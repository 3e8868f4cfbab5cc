// @ts-check

/**
 * @typedef {{id: string, name: string, input: string, result?: string, failed?: boolean, ms?: number, lost?: boolean}} Tool
 * @typedef {{attempt: number, reason: string, kept: number}} Restart
 * @typedef {'sending' | 'unsent' | 'accepted' | 'running' | 'completed' | 'failed' | 'cancelled'} Status
 */

let nextKey = 1;

/** A question and its answer, as far as they are known here. */
export class Turn {
  /** @param {string} message */
  constructor(message) {
    /** Stays the same while the turn gets its id. */
    this.key = nextKey++;
    /** Counts changes, so that only what has changed is drawn again. */
    this.version = 0;
    this.id = '';
    this.message = message;
    /** The turn whose place it takes, and that of all between. */
    this.replaces = '';
    /** @type {Status} */
    this.status = 'sending';
    this.text = '';
    this.reasoning = '';
    /** @type {Tool[]} */
    this.tools = [];
    /** @type {Restart[]} */
    this.restarts = [];
    this.model = '';
    this.simulated = false;
    this.attempt = 0;
    /** @type {{code: string, message: string} | null} */
    this.error = null;
    /** @type {any} */
    this.usage = null;
    /** @type {number | null} */
    this.cost = null;
    /** @type {number | null} */
    this.firstTokenMs = null;
    /** @type {number | null} */
    this.totalMs = null;
    /** @type {string | null} */
    this.acceptedAt = null;
    /** How its stream is doing: `lost` while it is being taken up again. @type {'' | 'connecting' | 'open' | 'lost'} */
    this.link = '';
    this.stopping = false;
    /** Where its stream goes on. @type {{cursor: string | null}} */
    this.seen = { cursor: null };
    /** It was seen running here, so its end is worth saying aloud. */
    this.watched = false;
  }

  /** From a row of the session's turns. @param {any} row */
  static of(row) {
    const turn = new Turn(row.message ?? '');
    turn.learn(row);
    return turn;
  }

  get hasEnded() {
    return this.status === 'completed' || this.status === 'failed' || this.status === 'cancelled';
  }

  get isOpen() {
    return this.status === 'accepted' || this.status === 'running';
  }

  /** Takes what the store says; the text of a turn that is being followed comes from its stream. @param {any} row */
  learn(row) {
    this.id = row.turn_id;
    if (this.link === '' || !this.isOpen) {
      this.status = row.status;
      this.text = row.answer ?? this.text;
    }
    this.message = row.message ?? this.message;
    this.replaces = row.replaces ?? this.replaces;
    this.model = row.model ?? this.model;
    this.simulated = row.simulated ?? this.simulated;
    this.attempt = row.attempt ?? row.attempts ?? this.attempt;
    this.error = row.error ?? this.error;
    this.usage = row.usage ?? this.usage;
    this.cost = row.cost_usd ?? this.cost;
    this.acceptedAt = row.accepted_at ?? row.timings?.accepted_at ?? this.acceptedAt;
    this.firstTokenMs = row.time_to_first_token_ms ?? since(row.timings, 'first_token_at') ?? this.firstTokenMs;
    this.totalMs = row.total_ms ?? since(row.timings, 'finished_at') ?? this.totalMs;
    if (row.tool_calls && this.tools.length === 0) {
      this.tools = row.tool_calls.map((/** @type {any} */ call, /** @type {number} */ index) => ({
        id: String(index), name: call.name, input: '', result: '', failed: call.failed ?? call.status === 'failed', ms: call.duration_ms ?? call.ms,
      }));
    }
    this.version++;
  }

  /** Everything comes again from the beginning. */
  reset() {
    this.text = '';
    this.reasoning = '';
    this.tools = [];
    this.restarts = [];
    this.version++;
  }

  /** Of each attempt once: it may be told again where the text was gathered anew. @param {import('../core/stream.js').Frame} frame */
  restarted(frame) {
    const known = this.restarts.find((restart) => restart.attempt === this.attempt);
    if (known) known.kept = Math.min(known.kept, frame.keep_chars);
    else this.restarts.push({ attempt: this.attempt, reason: frame.reason ?? '', kept: frame.keep_chars });
  }

  /** @param {import('../core/stream.js').Frame} frame */
  apply(frame) {
    this.version++;
    switch (frame.type) {
      case undefined:
        this.text += frame.content;
        break;
      case 'started':
        this.status = 'running';
        this.text = '';
        this.reasoning = '';
        this.attempt = frame.attempt;
        this.model = frame.model;
        this.simulated = frame.simulated === true;
        break;
      case 'restarted':
        this.status = 'running';
        this.text = this.text.slice(0, frame.keep_chars);
        this.reasoning = '';
        this.attempt = frame.attempt ?? this.attempt;
        this.restarted(frame);
        for (const tool of this.tools) tool.lost ||= tool.result === undefined;
        break;
      case 'reasoning':
        this.reasoning += frame.reasoning ?? '';
        break;
      case 'tool_call':
        this.call(frame);
        break;
      case 'tool_result':
        this.called(frame);
        break;
      case 'completed':
      case 'failed':
      case 'cancelled':
        this.status = frame.type;
        this.model = frame.model ?? this.model;
        this.simulated = frame.simulated ?? this.simulated;
        this.usage = frame.usage ?? this.usage;
        this.error = frame.type === 'failed' ? frame.error : null;
        this.stopping = false;
        break;
      default: // What a later server may say besides.
    }
  }

  /** @param {any} frame */
  call(frame) {
    this.tools = this.tools.filter((tool) => tool.id !== frame.call_id);
    this.tools.push({ id: frame.call_id, name: frame.name, input: frame.arguments ?? '' });
  }

  /** @param {any} frame */
  called(frame) {
    const tool = this.tools.find((each) => each.id === frame.call_id);
    if (tool) Object.assign(tool, { result: frame.result ?? '', failed: frame.failed, ms: frame.duration_ms, lost: false });
  }
}

/** @param {any} timings @param {string} name @returns {number | null} */
const since = (timings, name) =>
  timings?.[name] && timings.accepted_at ? Date.parse(timings[name]) - Date.parse(timings.accepted_at) : null;
