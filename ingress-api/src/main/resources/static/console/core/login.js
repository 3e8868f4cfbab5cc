// @ts-check
const KEY = 'turnpike.login';

/**
 * Who is logged in here. Tabs share it by local storage; the page's policy lets no foreign script near it.
 * @typedef {{token: string, expiresAt?: string, email: string}} Stored
 */
export class Login {
  /** @param {(stored: Stored | null) => void} onElsewhere another tab has logged in or out */
  constructor(onElsewhere) {
    addEventListener('storage', (event) => {
      if (event.key === KEY || event.key === null) onElsewhere(this.stored);
    });
  }

  /** @returns {Stored | null} null when nobody is, or the login is over */
  get stored() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY) ?? 'null');
      if (typeof stored?.token !== 'string') return null;
      return stored.expiresAt && Date.parse(stored.expiresAt) <= Date.now() ? null : stored;
    } catch {
      return null;
    }
  }

  get token() {
    return this.stored?.token ?? null;
  }

  /** @param {Stored} stored */
  keep(stored) {
    localStorage.setItem(KEY, JSON.stringify(stored));
  }

  forget() {
    localStorage.removeItem(KEY);
  }
}
