// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { isWriting } from '../core/shortcuts.js';
import { empty, failure, skeleton, stylesheet } from '../core/ui.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { details } from './details.js';
import { hero } from './hero.js';
import { Scroll } from './scroll.js';
import { Sessions, Tabs } from './sessions.js';
import { Sidebar } from './sidebar.js';
import { Speaker } from './speaker.js';
import { Thread } from './thread.js';

/** How often a page that is looked at asks what happened on other machines. */
const LOOK_MS = 10_000;
const REST_MS = 30_000;

/** @param {HTMLElement} root @param {import('../main.js').App} app */
export function mount(root, app) {
  const view = new Chat(root, app);
  void stylesheet('/console/chat/chat.css').then(() => view.start());
  return Object.assign(() => view.close(), { route: (/** @type {string[]} */ rest) => view.open(rest[0] ?? '') });
}

/** Conversations: the list of sessions beside the one that is open. */
export class Chat {
  /** @param {HTMLElement} root @param {import('../main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.tabs = new Tabs((news) => this.hear(news));
    this.sessions = new Sessions(app, this.tabs, () => this.schedule());
    this.sidebar = new Sidebar(this);
    this.thread = new Thread(this);
    this.composer = new Composer(this);
    this.speaker = new Speaker((text) => app.announce(text));
    this.scroll = new Scroll(() => void this.conversation?.older());
    /** @type {Conversation | null} */
    this.conversation = null;
    this.current = '';
    this.scheduled = false;
    this.started = false;
    this.closing = new AbortController();
    /** @type {any} */
    this.resting = null;
    /** @type {Promise<any> | null} */
    this.creating = null;
    this.timer = setInterval(() => document.hidden || this.look(), LOOK_MS);
  }

  start() {
    const { signal } = this.closing;
    this.started = true;
    addEventListener('keydown', (event) => this.key(event), { signal });
    for (const name of ['focus', 'online']) addEventListener(name, () => this.look(), { signal });
    document.addEventListener('visibilitychange', () => this.rest(), { signal });
    this.draw();
    void this.sessions.load();
    this.composer.focus();
  }

  /** @param {string} id of a session; empty for a new one */
  open(id) {
    if (this.current === id && this.conversation?.session === (id || undefined)) return;
    this.current = id;
    this.thread.editing = null;
    if (this.conversation?.session !== id) {
      this.conversation?.close();
      this.conversation = id ? this.conversationOf(id) : null;
      if (this.conversation) void this.conversation.load();
    }
    this.scroll.toEnd();
    this.composer.restore(id);
    this.schedule();
    if (this.started) this.composer.focus();
  }

  /** @param {string} id */
  conversationOf(id) {
    return new Conversation(this.app, id, {
      changed: () => this.schedule(),
      heard: (turn) => document.hidden || this.speaker.heard(turn),
      said: () => this.scroll.toEnd(),
      renewed: async () => {
        await this.sessions.load();
        return this.sessions.find(id)?.token ?? '';
      },
    });
  }

  /** @param {string} text @param {import('./turn.js').Turn} [replaced] */
  async send(text, replaced) {
    const session = await this.sessionToTalkIn();
    if (!session || !this.conversation) return;
    const { conversation } = this;
    this.sessions.used(session);
    if (!session.name) void this.sessions.rename(session, titleOf(text));
    const sent = await conversation.send(text, session.token, replaced);
    if (sent) this.tabs.tell('turns', session.id);
  }

  /** The open session, or a new one: none is made before there is something to say in it. */
  async sessionToTalkIn() {
    if (this.current) {
      if (!this.sessions.find(this.current)) await this.sessions.load();
      const session = this.sessions.find(this.current);
      if (!session) this.app.toast('This conversation can’t be written to now. Try again in a moment.', 'bad');
      return session;
    }
    this.creating ??= this.begin().finally(() => (this.creating = null));
    return this.creating;
  }

  async begin() {
    try {
      const session = await this.sessions.create();
      this.current = session.id;
      this.conversation = this.conversationOf(session.id);
      this.conversation.state = 'ready';
      if (!this.closing.signal.aborted) history.pushState(null, '', `#/chat/${session.id}`);
      return session;
    } catch (error) {
      this.app.toast(`A conversation could not be started: ${/** @type {Error} */ (error).message}`, 'bad');
      return null;
    }
  }

  /** @param {import('./turn.js').Turn} turn */
  details(turn) {
    void details(this.app, turn);
  }

  /** @param {{kind: string, session?: string}} news */
  hear(news) {
    if (news.kind === 'sessions') void this.sessions.load();
    if (news.kind === 'turns' && news.session === this.current) void this.conversation?.refresh();
  }

  /** A page that nobody has looked at for a while gives its connection to those that are. */
  rest() {
    clearTimeout(this.resting);
    if (document.hidden) this.resting = setTimeout(() => this.conversation?.pause(), REST_MS);
    else this.conversation?.resume();
  }

  look() {
    this.sessions.refresh();
    void this.conversation?.refresh();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const command = event.ctrlKey || event.metaKey;
    if (document.querySelector('dialog[open]')) return;
    if (command && event.key.toLowerCase() === 'k') this.sidebar.search();
    else if (event.altKey && event.code === 'KeyN') this.app.navigate('#/chat');
    else if (event.key === '/' && !isWriting(event.target)) this.composer.focus();
    else if (event.key === 'Escape' && this.conversation?.running && !this.thread.editing) void this.conversation.stop(this.conversation.running);
    else return;
    event.preventDefault();
  }

  /** Draws with the next frame; what changes until then is drawn once. */
  schedule() {
    if (this.scheduled || !this.started) return;
    this.scheduled = true;
    requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.scheduled = false;
    if (this.closing.signal.aborted) return;
    this.scroll.before();
    render(this.page(), this.root);
    this.scroll.after();
    document.title = `${this.name || 'Chat'} · Turnpike`;
  }

  get name() {
    return this.sessions.find(this.current)?.name ?? '';
  }

  /** Whether nothing was said yet. */
  get isNew() {
    const { conversation } = this;
    return !conversation || (!['loading', 'gone', 'failed'].includes(conversation.state) && conversation.turns.length === 0);
  }

  page() {
    return html`
      <div class="chat">
        ${this.sidebar.template()}
        <section class="talk" aria-label="Conversation">
          ${this.isNew ? nothing : html`<h1 class="visually-hidden">${this.name || 'Conversation'}</h1>`}
          ${this.sidebar.opener()}
          <div class="thread" ${this.scroll.element()}>${this.content()}</div>
          ${this.scroll.button()} ${this.conversation?.state === 'gone' ? nothing : this.composer.template()}
        </section>
      </div>
    `;
  }

  content() {
    const { conversation } = this;
    if (!conversation || this.isNew) return hero((text) => void this.send(text));
    if (conversation.state === 'loading') return skeleton(6, 'Loading the conversation');
    if (conversation.state === 'gone') {
      const action = html`<a class="button primary" href="#/chat">New conversation</a>`;
      return empty({ icon: 'chat', title: 'This conversation is not here', text: 'It was deleted, or it is somebody else’s.', action });
    }
    if (conversation.state === 'failed') {
      return failure({ title: 'The conversation could not be loaded', error: conversation.error, retry: () => void conversation.load() });
    }
    return this.thread.template(conversation);
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.resting);
    this.closing.abort();
    this.conversation?.close();
    this.speaker.close();
    this.tabs.close();
  }
}

/** A name for a session, from the first thing said in it. @param {string} text */
function titleOf(text) {
  const line = text.trim().split('\n')[0].replace(/\s+/g, ' ');
  if (line.length <= 60) return line;
  const cut = line.slice(0, 60);
  return `${cut.slice(0, Math.max(30, cut.lastIndexOf(' ')))}…`;
}
