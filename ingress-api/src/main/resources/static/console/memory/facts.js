// @ts-check

/**
 * @typedef {{id: string, text: string, learned_at: string, changed_at: string, turn_id: string, similarity?: number}} Fact
 * @typedef {{kind: 'added' | 'updated' | 'removed', text: string | null, previous: string | null, quote: string, turn_id: string, changed_at: string}} Change
 */

const PAGE = 50;
const MOST = 100;
const FOUND = 20;

/** What is known about the user, as the API tells it. */
export class Facts {
  /** @param {import('../core/api.js').Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Fact[] | null} null until they are loaded */
    this.known = null;
    /** @type {string | null} where the next page begins */
    this.next = null;
    /** @type {boolean | null} whether there is memory; null until that is known */
    this.enabled = null;
    /** @type {Fact[] | null} the ones that a search has found; null when nothing is searched for */
    this.found = null;
  }

  /** Reads afresh what has been shown; what was learned meanwhile comes first. */
  async load() {
    const limit = Math.min(MOST, Math.max(PAGE, this.known?.length ?? 0));
    const [settings, page] = await Promise.all([this.api.get('/memories/settings'), this.api.get(`/memories?limit=${limit}`)]);
    const isMore = this.known !== null && this.known.length > limit;
    const fresh = new Set(page.memories.map((/** @type {Fact} */ fact) => fact.id));
    this.enabled = settings.enabled;
    if (isMore) {
      const rest = (this.known ?? []).slice(limit).filter((fact) => !fresh.has(fact.id));
      this.known = [...page.memories, ...rest];
    } else {
      this.known = page.memories;
      this.next = page.next;
    }
  }

  async more() {
    const page = await this.api.get(`/memories?limit=${PAGE}&after=${encodeURIComponent(this.next ?? '')}`);
    this.known = [...(this.known ?? []), ...page.memories];
    this.next = page.next;
  }

  /** By meaning. @param {string} words @param {AbortSignal} signal */
  async search(words, signal) {
    this.found = (await this.api.get(`/memories/search?limit=${FOUND}&q=${encodeURIComponent(words)}`, { signal })).memories;
  }

  /** @param {string} id @returns {Promise<Change[]>} newest first */
  async history(id) {
    return (await this.api.get(`/memories/${id}/history`)).changes.reverse();
  }

  /** The session in which a turn was. @param {string} turnId @returns {Promise<string>} */
  async sessionOf(turnId) {
    return (await this.api.get(`/turns/${turnId}`)).session_id;
  }

  /** @param {boolean} enabled */
  async remember(enabled) {
    this.enabled = (await this.api.put('/memories/settings', { enabled })).enabled;
  }

  /** @param {string} id */
  async forget(id) {
    try {
      await this.api.del(`/memories/${id}`);
    } catch (error) {
      if (/** @type {any} */ (error).status !== 404) throw error; // Gone already: as wished.
    }
    const others = (/** @type {Fact} */ fact) => fact.id !== id;
    this.known = this.known?.filter(others) ?? null;
    this.found = this.found?.filter(others) ?? null;
  }

  async forgetAll() {
    await this.api.del('/memories');
    this.known = [];
    this.next = null;
    this.found = null;
  }
}
