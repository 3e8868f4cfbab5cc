// @ts-check

/** @typedef {{id: string, name: string, token: string, usedAt: number}} Session */

const FRESH_MS = 60_000;

/** What tabs tell each other: that the list of sessions has changed, or what was said in one. */
export class Tabs {
  /** @param {(news: {kind: 'sessions' | 'turns', session?: string}) => void} listener */
  constructor(listener) {
    this.channel = Tabs.channel();
    this.closed = false;
    this.channel.addEventListener('message', (event) => listener(event.data));
  }

  /** @param {'sessions' | 'turns'} kind @param {string} [session] */
  tell(kind, session) {
    // What was begun before the view was left may end after it.
    const channel = this.closed ? Tabs.channel() : this.channel;
    channel.postMessage({ kind, session });
    if (this.closed) channel.close();
  }

  static channel() {
    return new BroadcastChannel('turnpike.chat');
  }

  close() {
    this.closed = true;
    this.channel.close();
  }
}

/** The user's sessions with their tokens, which stay in memory. */
export class Sessions {
  /** @param {import('../main.js').App} app @param {Tabs} tabs @param {() => void} changed */
  constructor(app, tabs, changed) {
    this.app = app;
    this.tabs = tabs;
    this.changed = changed;
    /** @type {Session[] | null} null until they were loaded */
    this.list = null;
    /** @type {any} */
    this.error = null;
    this.loadedAt = 0;
    this.query = '';
    /** @type {{session_id: string, name: string, excerpt?: string, turn_id?: string}[] | null} */
    this.found = null;
    this.searching = new AbortController();
  }

  async load() {
    try {
      const rows = await this.app.api.get('/auth/sessions');
      this.list = rows.map(sessionOf).sort((/** @type {Session} */ a, /** @type {Session} */ b) => b.usedAt - a.usedAt);
      this.error = null;
      this.loadedAt = Date.now();
    } catch (error) {
      this.error = error;
    }
    this.changed();
  }

  /** When the page is looked at again. */
  refresh() {
    if (Date.now() - this.loadedAt > FRESH_MS) void this.load();
  }

  /** @param {string} id */
  find(id) {
    return this.list?.find((each) => each.id === id) ?? null;
  }

  /** It moves to the top. @param {Session} session */
  used(session) {
    session.usedAt = Date.now();
    this.list = (this.list ?? []).toSorted((a, b) => b.usedAt - a.usedAt);
  }

  /** @returns {Promise<Session>} */
  async create() {
    const session = sessionOf(await this.app.api.post('/auth/session'));
    this.list = [session, ...(this.list ?? [])];
    this.tabs.tell('sessions');
    this.changed();
    return session;
  }

  /** @param {Session} session @param {string} name */
  async rename(session, name) {
    const before = session.name;
    session.name = name.trim().slice(0, 100);
    this.changed();
    try {
      const body = new URLSearchParams({ name: session.name });
      session.token = sessionOf(await this.app.api.patch(`/auth/session/${session.id}/name`, body)).token;
      this.tabs.tell('sessions');
    } catch (error) {
      session.name = before;
      this.app.toast(`The name could not be kept: ${/** @type {Error} */ (error).message}`, 'bad');
    }
    this.changed();
  }

  /** It is gone from here at once, and back if the server can't delete it. @param {Session} session */
  async remove(session) {
    const { list, found } = this;
    this.list = (list ?? []).filter((each) => each.id !== session.id);
    this.found = found?.filter((each) => each.session_id !== session.id) ?? null;
    this.changed();
    try {
      await this.app.api.del(`/auth/session/${session.id}`);
      this.tabs.tell('sessions');
    } catch (error) {
      this.list = list;
      this.found = found;
      this.changed();
      throw error;
    }
  }

  /** Looks for words in names and messages, a moment after the last key. @param {string} query */
  async search(query) {
    this.query = query;
    this.searching.abort();
    const { signal } = (this.searching = new AbortController());
    if (query.trim() === '') this.found = null;
    this.changed();
    if (query.trim() === '') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (signal.aborted) return;
    try {
      const found = await this.app.api.get(`/auth/sessions/search?limit=30&query=${encodeURIComponent(query.trim())}`, { signal });
      this.found = found.sessions;
      const count = found.sessions.length;
      this.app.announce(count === 1 ? '1 conversation found' : `${count} conversations found`);
    } catch (error) {
      if (signal.aborted) return;
      this.found = this.namesWith(query);
    }
    this.changed();
  }

  /** What can be found without the server. @param {string} query */
  namesWith(query) {
    const words = query.trim().toLowerCase();
    const fitting = (this.list ?? []).filter((each) => each.name.toLowerCase().includes(words));
    return fitting.map((each) => ({ session_id: each.id, name: each.name }));
  }
}

/** @param {any} row @returns {Session} */
const sessionOf = (row) => ({
  id: row.session_id,
  name: row.name ?? '',
  token: row.token?.access_token ?? '',
  usedAt: Date.parse(row.last_used_at ?? row.created_at ?? '') || Date.now(),
});
