// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { icon, stylesheet } from '../core/ui.js';
import { story } from './story.js';
import { RULES, wrongPassword } from './rules.js';

/** Logging in and signing up. @param {HTMLElement} root @param {import('../main.js').App} app */
export function mount(root, app) {
  const view = new Account(root, app);
  void stylesheet('/console/account/account.css').then(() => view.show());
  return Object.assign(() => {}, { route: () => view.turn(wished(new URLSearchParams(location.hash.split('?')[1] ?? ''))) });
}

/** Whoever was here before most likely logs in. @param {URLSearchParams} query @returns {'login' | 'register'} */
function wished(query) {
  if (query.has('sign-up')) return 'register';
  return query.has('log-in') || query.has('back') || localStorage.getItem('turnpike.known') ? 'login' : 'register';
}

class Account {
  /** @param {HTMLElement} root @param {import('../main.js').App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
    const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
    /** @type {'login' | 'register' | 'token'} */
    this.mode = wished(query);
    this.busy = false;
    this.password = '';
    /** @type {Record<string, string>} */
    this.wrong = {};
    this.problem = '';
    this.issuer = '';
  }

  /** Where whoever logs in comes from. */
  get back() {
    return new URLSearchParams(location.hash.split('?')[1] ?? '').get('back') ?? undefined;
  }

  show() {
    render(this.page(), this.root);
  }

  page() {
    const isNew = this.mode === 'register';
    return html`
      <div class="welcome">
        <section class="welcome-form" aria-labelledby="welcome-title">
          <div class="welcome-inner">
            <h1 id="welcome-title">${isNew ? 'Create your account' : 'Welcome back'}</h1>
            <p class="soft">
              ${this.mode === 'token'
                ? 'Accounts of this installation are kept elsewhere.'
                : isNew
                  ? 'It lives on this server alone. Nothing is sent to the address.'
                  : 'Your conversations are where you left them.'}
            </p>
            ${this.problem ? html`<p class="notice bad" role="alert">${icon('warning')}<span>${this.problem}</span></p>` : nothing}
            ${this.mode === 'token' ? this.tokenForm() : this.form(isNew)}
          </div>
        </section>
        <aside class="welcome-story" aria-label="About Turnpike">${story()}</aside>
      </div>
    `;
  }

  /** @param {boolean} isNew */
  form(isNew) {
    return html`
      <form class="stack" novalidate @submit=${(/** @type {SubmitEvent} */ event) => this.submit(event)}>
        <div class="field">
          <label for="email">Email</label>
          <input class="input" id="email" name="email" type="email" autocomplete="username" inputmode="email" autofocus
            aria-invalid=${this.wrong.email ? 'true' : nothing} aria-describedby=${this.wrong.email ? 'email-wrong' : nothing} />
          ${this.wrongText('email')}
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input class="input" id="password" name="password" type="password"
            autocomplete=${isNew ? 'new-password' : 'current-password'}
            aria-invalid=${this.wrong.password ? 'true' : nothing} aria-describedby=${isNew ? 'password-rules' : nothing}
            @input=${(/** @type {any} */ event) => ((this.password = event.target.value), this.show())} />
          ${isNew ? this.rules() : nothing} ${this.wrongText('password')}
        </div>
        <button class="button primary wide" ?disabled=${this.busy}>
          ${this.busy ? 'One moment…' : isNew ? 'Sign up' : 'Log in'}
        </button>
      </form>
      <p class="soft switch">
        ${isNew ? 'Have an account?' : 'New here?'}
        <a href="#/account?${isNew ? 'log-in' : 'sign-up'}">${isNew ? 'Log in' : 'Sign up'}</a>
      </p>
    `;
  }

  rules() {
    return html`
      <ul class="rules" id="password-rules">
        ${RULES.map(([text, test]) => {
          const kept = test(this.password);
          return html`<li data-kept=${kept}>${kept ? icon('check') : html`<span class="dot"></span>`}${text}<span class="visually-hidden">${kept ? ', done' : ''}</span></li>`;
        })}
      </ul>
    `;
  }

  tokenForm() {
    return html`
      <p>They are at <strong>${this.issuer}</strong>. Paste an access token of it to look around.</p>
      <form class="stack" @submit=${(/** @type {SubmitEvent} */ event) => this.useToken(event)}>
        <div class="field">
          <label for="token">Access token</label>
          <input class="input" id="token" name="token" type="password" autocomplete="off" required />
        </div>
        <button class="button primary wide">Continue</button>
      </form>
    `;
  }

  /** @param {string} field */
  wrongText(field) {
    return this.wrong[field] ? html`<p class="wrong" id="${field}-wrong">${icon('warning')}${this.wrong[field]}</p>` : nothing;
  }

  /** @param {'login' | 'register'} mode */
  turn(mode) {
    if (mode === this.mode) return;
    this.mode = mode;
    this.wrong = {};
    this.problem = '';
    this.show();
    document.getElementById('email')?.focus();
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const email = String(form.get('email')).trim();
    const password = String(form.get('password'));
    const isNew = this.mode === 'register';
    this.problem = '';
    this.wrong = {};
    if (!/^\S+@\S+$/.test(email)) this.wrong.email = 'Enter an email address such as ada@example.org.';
    const wrong = isNew ? wrongPassword(password) : password === '' ? 'Enter your password.' : '';
    if (wrong) this.wrong.password = wrong;
    if (this.wrong.email || this.wrong.password) return this.stumble();
    this.busy = true;
    this.show();
    try {
      const token = isNew ? await this.register(email, password) : await this.logIn(email, password);
      localStorage.setItem('turnpike.known', 'yes');
      await this.app.loggedIn({ token: token.access_token, expiresAt: token.expires_at, email }, this.back);
    } catch (error) {
      this.fail(/** @type {any} */ (error), isNew);
    }
  }

  /** @param {string} email @param {string} password */
  async register(email, password) {
    return (await this.app.api.post('/auth/register', { email, password }, { token: null })).token;
  }

  /** @param {string} username @param {string} password */
  logIn(username, password) {
    const body = new URLSearchParams({ username, password, grant_type: 'password' });
    return this.app.api.post('/auth/login', body, { token: null });
  }

  /** @param {import('../core/api.js').ApiError} error @param {boolean} isNew */
  fail(error, isNew) {
    this.busy = false;
    for (const { field, message } of error.errors ?? []) this.wrong[field === 'username' ? 'email' : field] ??= sentence(message);
    if (error.code === 'accounts_elsewhere') {
      this.mode = 'token';
      this.issuer = error.problem.issuer ?? 'another service';
    } else if (error.code === 'email_taken') {
      this.wrong.email = 'There is an account with this address. Log in instead?';
    } else if (error.status === 401 && !isNew) {
      this.problem = 'That address and password don’t go together.';
    } else if (error.status === 429) {
      this.problem = `Too many attempts. Try again in ${error.retryAfter ?? 60} s.`;
    } else if (Object.keys(this.wrong).length === 0) {
      this.problem = error.message;
    }
    this.stumble();
  }

  stumble() {
    this.show();
    const first = this.wrong.email ? 'email' : this.wrong.password ? 'password' : null;
    if (first) document.getElementById(first)?.focus();
  }

  /** @param {SubmitEvent} event */
  async useToken(event) {
    event.preventDefault();
    const token = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('token')).trim();
    await this.app.loggedIn({ token, email: 'you' }, this.back);
  }
}

/** @param {string} text */
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
