// @ts-check
import { render } from '/webjars/lit-html/lit-html.js';
import { Api } from './core/api.js';
import { confirm } from './core/dialog.js';
import { Login } from './core/login.js';
import { announce, toast } from './core/notices.js';
import { Shell } from './core/shell.js';
import { isWriting, shortcuts } from './core/shortcuts.js';
import { Theme } from './core/theme.js';
import { failure, skeleton } from './core/ui.js';

/** Each has `mount(root, app)`, which gives back `unmount()`; `unmount.route(rest)` is told of addresses within the view. */
const VIEWS = {
  chat: { title: 'Chat', load: () => import('./chat/view.js') },
  memory: { title: 'Memory', load: () => import('./memory/view.js') },
  operations: { title: 'Operations', load: () => import('./operations/view.js') },
  account: { title: 'Welcome', load: () => import('./account/view.js') },
};

/** @typedef {{id: string, email: string, name?: string, administrator: boolean}} User */

/** What views get. */
export class App {
  constructor() {
    this.login = new Login((stored) => this.changedElsewhere(stored));
    this.api = new Api(
      () => this.login.token,
      (token) => this.refused(token),
    );
    this.theme = new Theme();
    this.announce = announce;
    this.toast = toast;
    this.confirm = confirm;
    /** Whether the last answer seen came from the simulated model. */
    this.simulated = sessionStorage.getItem('turnpike.simulated') === 'yes';
    /** @type {User | null} */
    this.user = null;
    this.view = '';
    this.root = /** @type {HTMLElement} */ (document.getElementById('main'));
    this.shell = new Shell(/** @type {HTMLElement} */ (document.getElementById('shell')), this);
    /** @type {any} */
    this.unmount = null;
    /** The latest wish for a view: what an earlier one loads meanwhile is dropped. */
    this.wish = 0;
  }

  start() {
    const { stored } = this.login;
    if (stored) this.user = { id: '', email: stored.email, administrator: false };
    addEventListener('hashchange', () => this.route());
    addEventListener('keydown', (event) => {
      if (event.key === '?' && !isWriting(event.target) && !event.ctrlKey && !event.metaKey) shortcuts();
    });
    document.querySelector('.skip')?.addEventListener('click', (event) => {
      event.preventDefault();
      this.root.focus();
    });
    this.shell.show();
    void this.route();
    if (stored) void this.learnUser();
  }

  /** Goes to an address such as `#/chat`. @param {string} hash */
  navigate(hash) {
    if (location.hash === hash) void this.route();
    else location.hash = hash;
  }

  /** @param {boolean} simulated */
  saw(simulated) {
    if (this.simulated === simulated) return;
    this.simulated = simulated;
    sessionStorage.setItem('turnpike.simulated', simulated ? 'yes' : 'no');
    this.shell.show();
  }

  /** @param {{token: string, expiresAt?: string, email: string}} stored @param {string} [back] */
  async loggedIn(stored, back) {
    this.login.keep(stored);
    this.user = { id: '', email: stored.email, administrator: false };
    await this.learnUser();
    this.navigate(back && /^#\/(chat|memory|operations)\b/.test(back) ? back : '#/chat');
  }

  async logOut() {
    const { token } = this.login;
    this.login.forget();
    this.left('#/account');
    if (token) await this.api.post('/auth/logout', undefined, { token }).catch(() => {});
  }

  async learnUser() {
    try {
      this.user = await this.api.get('/auth/user');
    } catch {
      // Who it is stands in the login; what an administrator may see is asked for with the next page.
    }
    this.shell.show();
  }

  /** @param {string | null} token */
  refused(token) {
    if (token !== this.login.token || !this.user) return;
    this.login.forget();
    toast('Please log in again.');
    this.left(`#/account?back=${encodeURIComponent(location.hash)}`);
  }

  /** @param {import('./core/login.js').Stored | null} stored */
  changedElsewhere(stored) {
    if (stored?.email === this.user?.email) return;
    if (stored) location.reload();
    else this.left('#/account');
  }

  /** @param {string} hash */
  left(hash) {
    this.user = null;
    // What was written and not sent is not for who comes next.
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('turnpike.draft.')) sessionStorage.removeItem(key);
    this.shell.show();
    this.navigate(hash);
  }

  async route() {
    const [path] = location.hash.replace(/^#\/?/, '').split('?');
    const [first, ...rest] = path.split('/').map(decode);
    const name = this.viewFor(first);
    if (name !== first && !(first === '' && name === 'chat')) {
      const back = first && name === 'account' ? `?back=${encodeURIComponent(location.hash)}` : '';
      history.replaceState(null, '', `#/${name}${back}`);
    }
    if (name === this.view && this.unmount?.route) {
      this.unmount.route(rest);
      return;
    }
    await this.open(name, rest);
  }

  /** @param {string} asked @returns {keyof typeof VIEWS} */
  viewFor(asked) {
    if (!this.user) return 'account';
    return Object.hasOwn(VIEWS, asked) && asked !== 'account' ? /** @type {any} */ (asked) : 'chat';
  }

  /** @param {keyof typeof VIEWS} name @param {string[]} rest */
  async open(name, rest) {
    const wish = ++this.wish;
    this.unmount?.();
    this.unmount = null;
    const isFirst = this.view === '';
    this.view = name;
    document.title = `${VIEWS[name].title} · Turnpike`;
    this.root.dataset.view = name;
    this.shell.show();
    const waiting = place(this.root);
    render(skeleton(4), waiting);
    try {
      const module = await VIEWS[name].load();
      if (wish !== this.wish) return;
      const root = place(this.root);
      const unmount = module.mount(root, this);
      this.unmount = unmount ?? (() => {});
      this.unmount.route?.(rest);
      if (!isFirst && !root.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    } catch (error) {
      if (wish !== this.wish) return;
      render(failure({ title: 'This view could not be loaded', error, retry: () => location.reload() }), place(this.root));
    }
  }
}

/** A new element that fills the page. @param {HTMLElement} parent */
function place(parent) {
  const root = document.createElement('div');
  root.className = 'view';
  parent.replaceChildren(root);
  return root;
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

new App().start();
