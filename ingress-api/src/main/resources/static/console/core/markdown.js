// @ts-check
import DOMPurify from '/webjars/dompurify/dist/purify.es.mjs';
import { Directive, directive } from '/webjars/lit-html/directive.js';
import { nothing } from '/webjars/lit-html/lit-html.js';
import { Marked } from '/webjars/marked/lib/marked.esm.js';
import { dress } from './code.js';

const escapes = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' });

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (each) => escapes[each]);

/** HTML in an answer is shown as it was written, but for these few harmless tags. */
const HARMLESS = /^<\/?(br|sub|sup|kbd|mark)\s*\/?>$/i;

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    html: ({ text }) => (HARMLESS.test(text.trim()) ? text : escaped(text)),
    // Nothing is fetched from elsewhere: a picture is a link to it.
    image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || href)}</a>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 2); // The page's own headings stand above an answer's.
      return `<h${level} class="h${depth}">${this.parser.parseInline(tokens)}</h${level}>`;
    },
    code: ({ text, lang }) => {
      const language = (lang ?? '').match(/^[\w+#.-]{1,30}/)?.[0] ?? '';
      return `<pre><code${language ? ` class="language-${escaped(language)}"` : ''}>${escaped(text)}\n</code></pre>`;
    },
  },
});

const RULES = {
  ALLOWED_TAGS: [
    'a', 'blockquote', 'br', 'code', 'del', 'em', 'h3', 'h4', 'h5', 'h6', 'hr', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'strong',
    'sub', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul', 'span',
  ],
  ALLOWED_ATTR: ['href', 'class', 'start', 'align'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

DOMPurify.addHook('afterSanitizeAttributes', (/** @type {Element} */ node) => {
  if (node.nodeName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer');
});

/** Markup without anything that could run or be fetched. @param {string} markup @returns {DocumentFragment} */
export const clean = (markup) => /** @type {any} */ (DOMPurify.sanitize(markup, /** @type {any} */ (RULES)));

/** An answer without its markup, for ears. @param {string} text */
export const spoken = (text) =>
  text.replace(/```[\s\S]*?(```|$)/g, ' Code. ').replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>|~]+/g, '').trim();

/**
 * An element that shows Markdown while it grows. Blocks that have not changed keep their elements, so that a selection,
 * the scroll of a table and the focus outlive what comes behind.
 */
class Page {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {{source: string, markup: string, node: HTMLElement}[]} */
    this.blocks = [];
    this.text = '';
    this.growing = true;
  }

  /** @param {string} text @param {boolean} growing */
  show(text, growing) {
    if (text === this.text && growing === this.growing) return;
    const wasGrowing = this.growing;
    this.text = text;
    this.growing = growing;
    const tokens = marked.lexer(text).filter((token) => token.type !== 'space' && token.type !== 'def');
    tokens.forEach((token, index) => {
      const last = index === tokens.length - 1;
      const known = this.blocks[index];
      if (known?.source === token.raw && wasGrowing === growing && !(last && growing)) return;
      this.put(index, token.raw, marked.parser([token]), !(last && growing));
    });
    for (const gone of this.blocks.splice(tokens.length)) gone.node.remove();
  }

  /** @param {number} index @param {string} source @param {string} markup @param {boolean} whole */
  put(index, source, markup, whole) {
    const known = this.blocks[index];
    if (known?.markup === markup) {
      known.source = source;
      if (whole) dress(known.node);
      return;
    }
    const node = known?.node ?? document.createElement('div');
    node.className = 'block';
    node.replaceChildren(clean(markup));
    for (const table of node.querySelectorAll('table')) wrap(table);
    dress(node, whole);
    if (!known) this.element.append(node);
    this.blocks[index] = { source, markup, node };
  }
}

/** Wide tables scroll by themselves, by keyboard too. @param {HTMLElement} table */
function wrap(table) {
  const around = document.createElement('div');
  around.className = 'table-wrap';
  around.tabIndex = 0;
  around.setAttribute('role', 'region');
  around.setAttribute('aria-label', 'Table');
  table.className = 'table';
  table.replaceWith(around);
  around.append(table);
}

/** @type {WeakMap<Element, Page>} */
const pages = new WeakMap();

/** `<div ${markdown(text, growing)}></div>` */
export const markdown = directive(
  class extends Directive {
    /** @param {any} part @param {[string, boolean]} values */
    update(part, [text, growing]) {
      let page = pages.get(part.element);
      if (!page) pages.set(part.element, (page = new Page(part.element)));
      page.show(text, growing);
      return nothing;
    }

    /** @param {string} _text @param {boolean} _growing */
    render(_text, _growing) {
      return nothing;
    }
  },
);
