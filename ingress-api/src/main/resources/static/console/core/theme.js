// @ts-check
const KEY = 'turnpike.theme';
const CHOICES = ['system', 'light', 'dark'];

/** The chosen theme; `system` follows the machine's. Other tabs follow a choice at once. */
export class Theme {
  constructor() {
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    addEventListener('storage', (event) => event.key === KEY && this.apply());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.tell());
  }

  get choice() {
    const stored = localStorage.getItem(KEY) ?? 'system';
    return CHOICES.includes(stored) ? stored : 'system';
  }

  /** What is shown now: `light` or `dark`. */
  get current() {
    if (this.choice !== 'system') return this.choice;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  /** @param {string} choice */
  choose(choice) {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
    this.apply();
  }

  apply() {
    const { choice } = this;
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    this.tell();
  }

  /** Calls back when the shown theme may have changed (plots draw their own colours). @param {() => void} listener */
  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell() {
    for (const listener of this.listeners) listener();
  }
}
