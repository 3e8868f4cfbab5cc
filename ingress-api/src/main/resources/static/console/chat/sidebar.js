// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { live } from '/webjars/lit-html/directives/live.js';
import { repeat } from '/webjars/lit-html/directives/repeat.js';
import { icon, skeleton } from '../core/ui.js';

/** The list of sessions. On a phone it slides in. */
export class Sidebar {
  /** @param {import('./view.js').Chat} chat */
  constructor(chat) {
    this.chat = chat;
    /** The session whose name is being written. */
    this.renaming = '';
  }

  get panel() {
    return document.getElementById('sessions');
  }

  opener() {
    const name = this.chat.sessions.find(this.chat.current)?.name;
    return html`
      <div class="talk-head">
        <button class="button quiet icon-only" popovertarget="sessions" aria-label="Conversations">${icon('menu')}</button>
        <span class="clip">${name || 'New conversation'}</span>
        <a class="button quiet icon-only" href="#/chat" aria-label="New conversation">${icon('plus')}</a>
      </div>
    `;
  }

  template() {
    const { sessions } = this.chat;
    return html`
      <aside class="sidebar" id="sessions" popover aria-label="Conversations">
        <div class="sidebar-head">
          <a class="button new" href="#/chat" title="New conversation (Alt N)" @click=${() => this.hide()}>${icon('plus')}New conversation</a>
          <label class="search">
            <span class="visually-hidden">Search conversations</span>${icon('search')}
            <input class="input" id="session-search" type="search" placeholder="Search" autocomplete="off" .value=${live(sessions.query)}
              @input=${(/** @type {any} */ event) => void sessions.search(event.target.value)}
              @keydown=${(/** @type {KeyboardEvent} */ event) => this.searchKey(event)} />
          </label>
        </div>
        <nav class="sessions" aria-label=${sessions.found ? 'Found conversations' : 'Conversations'}>${this.list()}</nav>
      </aside>
    `;
  }

  list() {
    const { sessions } = this.chat;
    if (sessions.found) return this.found(sessions.found);
    if (sessions.error && !sessions.list) {
      return html`<div class="sessions-none" role="alert"><p>${sessions.error.message}</p>
        <button class="button small" @click=${() => void sessions.load()}>Try again</button></div>`;
    }
    if (!sessions.list) return skeleton(5, 'Loading conversations');
    if (sessions.list.length === 0) return html`<p class="sessions-none">Your conversations will stand here.</p>`;
    return grouped(sessions.list).map(
      ([title, group]) => html`
        <h2 class="sessions-title">${title}</h2>
        <ul>${repeat(group, (each) => each.id, (each) => this.item(each))}</ul>
      `,
    );
  }

  /** @param {import('./sessions.js').Session} session */
  item(session) {
    if (this.renaming === session.id) return this.renameForm(session);
    const isOpen = session.id === this.chat.current;
    const name = session.name || 'New conversation';
    return html`
      <li class="session" data-open=${isOpen}>
        <a href="#/chat/${session.id}" aria-current=${isOpen ? 'page' : nothing} title=${name} @click=${() => this.hide()}>${name}</a>
        <button class="session-more" id="more-${session.id}" popovertarget="menu-${session.id}" aria-label="More about ${name}">${icon('more')}</button>
        <div popover class="popover menu session-menu" id="menu-${session.id}"
          @beforetoggle=${(/** @type {any} */ event) => event.newState === 'open' && place(event.target, session.id)}>
          <button class="menu-item" @click=${() => this.rename(session)}>${icon('edit')}Rename</button>
          <button class="menu-item danger" @click=${() => this.remove(session)}>${icon('trash')}Delete</button>
        </div>
      </li>
    `;
  }

  /** @param {import('./sessions.js').Session} session */
  renameForm(session) {
    const end = (/** @type {string | null} */ name) => {
      if (this.renaming !== session.id) return;
      this.renaming = '';
      if (name && name.trim() && name.trim() !== session.name) void this.chat.sessions.rename(session, name);
      this.chat.schedule();
      requestAnimationFrame(() => document.getElementById(`more-${session.id}`)?.focus());
    };
    return html`
      <li class="session">
        <input class="input" id="rename" aria-label="Name of the conversation" maxlength="100" .defaultValue=${session.name}
          @blur=${(/** @type {any} */ event) => end(event.target.value)}
          @keydown=${(/** @type {any} */ event) => {
            if (event.key === 'Enter') end(event.target.value);
            if (event.key === 'Escape') end(null);
            event.stopPropagation();
          }} />
      </li>
    `;
  }

  /** @param {NonNullable<import('./sessions.js').Sessions['found']>} found */
  found(found) {
    if (found.length === 0) return html`<p class="sessions-none">Nothing has these words.</p>`;
    return html`
      <ul>
        ${found.map(
          (each) => html`
            <li class="session" data-open=${each.session_id === this.chat.current}>
              <a class="found" href="#/chat/${each.session_id}" @click=${() => this.hide()}>
                <span class="clip">${each.name || 'New conversation'}</span>
                ${each.excerpt ? html`<span class="excerpt">${each.excerpt}</span>` : nothing}
              </a>
            </li>
          `,
        )}
      </ul>
    `;
  }

  /** @param {KeyboardEvent} event */
  searchKey(event) {
    if (event.key === 'Escape' && this.chat.sessions.query) {
      void this.chat.sessions.search('');
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      /** @type {HTMLElement | null} */ (this.panel?.querySelector('.session a'))?.focus();
      event.preventDefault();
    }
  }

  search() {
    if (getComputedStyle(/** @type {any} */ (this.panel)).position === 'fixed') this.panel?.showPopover();
    document.getElementById('session-search')?.focus();
  }

  hide() {
    if (this.panel?.matches(':popover-open')) this.panel.hidePopover();
  }

  /** @param {import('./sessions.js').Session} session */
  rename(session) {
    document.getElementById(`menu-${session.id}`)?.hidePopover();
    this.renaming = session.id;
    this.chat.schedule();
    requestAnimationFrame(() => requestAnimationFrame(() => /** @type {any} */ (document.getElementById('rename'))?.select()));
  }

  /** @param {import('./sessions.js').Session} session */
  async remove(session) {
    document.getElementById(`menu-${session.id}`)?.hidePopover();
    const { app } = this.chat;
    const text = 'Its messages are deleted for good. What was learnt from it stays in your memory.';
    if (!(await app.confirm({ title: `Delete “${session.name || 'New conversation'}”?`, text, action: 'Delete', danger: true }))) return;
    if (session.id === this.chat.current) app.navigate('#/chat');
    try {
      await this.chat.sessions.remove(session);
      app.toast('The conversation is deleted.', 'good');
    } catch (error) {
      app.toast(`It could not be deleted: ${/** @type {Error} */ (error).message}`, 'bad');
    }
  }
}

/** Beside the button that opens it, wherever that is scrolled to. @param {HTMLElement} menu @param {string} id */
function place(menu, id) {
  const button = document.getElementById(`more-${id}`)?.getBoundingClientRect();
  if (!button) return;
  const below = button.bottom + 110 < innerHeight;
  menu.style.inset = below ? `${button.bottom + 4}px auto auto ${button.left - 120}px` : `auto auto ${innerHeight - button.top + 4}px ${button.left - 120}px`;
}

/** @param {import('./sessions.js').Session[]} list @returns {[string, import('./sessions.js').Session[]][]} */
function grouped(list) {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const limits = [['Today', midnight], ['Yesterday', midnight - 86_400_000], ['Last seven days', midnight - 6 * 86_400_000], ['Earlier', -1]];
  /** @type {Map<any, import('./sessions.js').Session[]>} */
  const groups = new Map();
  for (const session of list) {
    const [title] = /** @type {any} */ (limits.find(([, since]) => session.usedAt >= Number(since)));
    groups.set(title, [...(groups.get(title) ?? []), session]);
  }
  return [...groups];
}
