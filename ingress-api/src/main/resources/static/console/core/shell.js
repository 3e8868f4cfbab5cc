// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { icon, mark } from './icons.js';
import { shortcuts } from './shortcuts.js';

const THEMES = [
  ['system', 'system', 'As the system'],
  ['light', 'sun', 'Light'],
  ['dark', 'moon', 'Dark'],
];

const LINKS = [
  ['chat', 'chat', 'Chat'],
  ['memory', 'memory', 'Memory'],
  ['operations', 'operations', 'Operations'],
];

/** The bar above every view. */
export class Shell {
  /** @param {HTMLElement} root @param {import('../main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    app.theme.onChange(() => this.show());
    for (const name of ['online', 'offline']) addEventListener(name, () => this.show());
  }

  show() {
    render(this.bar(), this.root);
  }

  bar() {
    const { app } = this;
    return html`
      <header class="topbar">
        <a class="brand" href="#/chat" aria-label="Turnpike, to the chat">${mark()}<span>Turnpike</span></a>
        ${app.user ? this.navigation() : html`<span class="spacer"></span>`}
        <div class="topbar-end">
          ${navigator.onLine ? nothing : html`<span class="chip red" role="status">${icon('offline')}<span>Offline</span></span>`}
          ${app.simulated && app.user ? this.simulated() : nothing} ${this.menu()}
        </div>
      </header>
    `;
  }

  navigation() {
    const { app } = this;
    const links = LINKS.filter(([name]) => name !== 'operations' || app.user?.administrator);
    return html`
      <nav class="mainnav" aria-label="Main">
        ${links.map(
          ([name, shape, text]) => html`
            <a href="#/${name}" aria-label=${text} aria-current=${app.view === name ? 'page' : nothing}>
              ${icon(shape)}<span>${text}</span>
            </a>
          `,
        )}
      </nav>
    `;
  }

  simulated() {
    return html`
      <button class="chip amber" popovertarget="simulated-note" aria-label="Simulated model: what that means">
        <span class="dot"></span><span>Simulated model</span>
      </button>
      <div popover id="simulated-note" class="popover">
        <h2>No real model answers here yet</h2>
        <p>
          The stand-in that comes with Turnpike follows rules: it needs no key and no network, and always answers the same.
          Everything around it is real: the log, the workers, memory, judges.
        </p>
        <p>Give the agent workers a provider and a key, and this note goes away.</p>
      </div>
    `;
  }

  menu() {
    const { app } = this;
    const name = app.user?.name || app.user?.email || '';
    return html`
      <button class="avatar" popovertarget="account-menu" aria-label="Menu" title="Menu">
        ${app.user ? html`<span aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>` : icon('more')}
      </button>
      <div popover id="account-menu" class="popover menu">
        ${app.user
          ? html`<p class="menu-head"><span class="soft">Logged in as</span><br /><strong class="clip">${name}</strong></p>`
          : nothing}
        <fieldset class="segmented" aria-label="Theme">
          ${THEMES.map(
            ([value, shape, text]) => html`
              <label title=${text}>
                <input type="radio" name="theme" .checked=${app.theme.choice === value} @change=${() => app.theme.choose(value)} />
                ${icon(shape)}<span class="visually-hidden">${text}</span>
              </label>
            `,
          )}
        </fieldset>
        <a class="menu-item" href="/docs">${icon('book')}HTTP API</a>
        <button class="menu-item" @click=${() => (this.hideMenu(), shortcuts())}>${icon('keyboard')}Keyboard shortcuts<kbd>?</kbd></button>
        ${app.user
          ? html`<button class="menu-item" @click=${() => (this.hideMenu(), app.logOut())}>${icon('out')}Log out</button>`
          : nothing}
      </div>
    `;
  }

  hideMenu() {
    document.getElementById('account-menu')?.hidePopover();
  }
}
