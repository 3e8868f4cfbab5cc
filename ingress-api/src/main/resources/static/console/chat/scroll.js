// @ts-check
import { html } from '/webjars/lit-html/lit-html.js';
import { ref } from '/webjars/lit-html/directives/ref.js';
import { icon } from '../core/ui.js';

const NEAR = 90;
const OLDER_AT = 400;

/**
 * Where the thread is scrolled to: it stays at the end while one is at the end, and where one reads while one reads,
 * also when older turns come in above.
 */
export class Scroll {
  /** @param {() => void} older wants the turns before those that are there */
  constructor(older) {
    this.older = older;
    /** @type {HTMLElement | null} */
    this.box = null;
    this.atEnd = true;
    /** The element that is read, and where it stood. @type {{element: Element, top: number} | null} */
    this.anchor = null;
    this.observer = new ResizeObserver(() => this.atEnd && this.settle());
  }

  element() {
    return ref((element) => {
      if (this.box === element) return;
      this.observer.disconnect();
      this.box = /** @type {HTMLElement | null} */ (element ?? null);
      this.box?.addEventListener('scroll', () => this.scrolled(), { passive: true });
      if (this.box) this.observer.observe(this.box);
    });
  }

  toEnd() {
    this.atEnd = true;
    this.settle();
    this.tell();
  }

  /** Whether there is more below is for the stylesheet to show. */
  tell() {
    this.box?.parentElement?.toggleAttribute('data-reading', !this.atEnd);
  }

  before() {
    const { box } = this;
    this.anchor = null;
    if (!box || this.atEnd) return;
    const top = box.getBoundingClientRect().top;
    for (const element of box.querySelectorAll('.turn')) {
      const place = element.getBoundingClientRect();
      if (place.bottom > top) {
        this.anchor = { element, top: place.top };
        return;
      }
    }
  }

  after() {
    if (this.atEnd) this.settle();
    else if (this.box && this.anchor?.element.isConnected) {
      const moved = this.anchor.element.getBoundingClientRect().top - this.anchor.top;
      if (Math.abs(moved) > 0.5) this.box.scrollTop += moved;
    }
  }

  settle() {
    if (this.box?.querySelector('.turn')) this.box.scrollTop = this.box.scrollHeight;
  }

  scrolled() {
    const { box } = this;
    if (!box) return;
    this.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    this.tell();
    if (box.scrollTop < OLDER_AT && !this.atEnd) this.older();
  }

  button() {
    return html`
      <button class="to-end" aria-label="To the latest message" title="To the latest message" @click=${() => this.toEnd()}>
        ${icon('down')}
      </button>
    `;
  }
}
