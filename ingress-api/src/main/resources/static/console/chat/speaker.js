// @ts-check
import { spoken } from '../core/markdown.js';

const PAUSE_MS = 1_200;

/** Says a growing answer to screen readers, by whole sentences: by tokens nobody could follow it. */
export class Speaker {
  /** @param {(text: string) => void} announce */
  constructor(announce) {
    this.announce = announce;
    /** @type {import('./turn.js').Turn | null} */
    this.turn = null;
    this.said = 0;
    this.restarts = 0;
    this.tools = 0;
    /** @type {any} */
    this.timer = null;
  }

  /** @param {import('./turn.js').Turn} turn */
  heard(turn) {
    if (this.turn !== turn) {
      this.turn = turn;
      this.said = 0;
      this.restarts = turn.restarts.length;
      this.tools = turn.tools.length;
    }
    if (turn.hasEnded) this.say();
    else this.timer ??= setTimeout(() => this.say(), PAUSE_MS);
  }

  say() {
    clearTimeout(this.timer);
    this.timer = null;
    const { turn } = this;
    if (!turn) return;
    if (turn.restarts.length > this.restarts) {
      this.restarts = turn.restarts.length;
      this.said = Math.min(this.said, turn.restarts.at(-1)?.kept ?? 0);
      this.announce('Another worker goes on with the answer.');
    }
    for (const tool of turn.tools.slice(this.tools)) this.announce(`Uses the tool ${tool.name}.`);
    this.tools = Math.max(this.tools, turn.tools.length);
    this.said = Math.min(this.said, turn.text.length);
    const end = turn.hasEnded ? turn.text.length : lastSentenceEnd(turn.text);
    if (end > this.said) {
      this.announce(spoken(turn.text.slice(this.said, end)));
      this.said = end;
    }
    if (turn.hasEnded) this.announce(ENDS[/** @type {keyof typeof ENDS} */ (turn.status)] ?? '');
  }

  close() {
    clearTimeout(this.timer);
  }
}

const ENDS = { completed: 'End of the answer.', failed: 'The answer has failed.', cancelled: 'The answer was stopped.' };

/** Where the last whole sentence or line ends. @param {string} text */
function lastSentenceEnd(text) {
  const tail = Math.max(0, text.length - 2_000);
  let end = 0;
  for (const match of text.slice(tail).matchAll(/[.!?…:](?=\s)|\n/g)) end = tail + match.index + match[0].length;
  return end;
}
