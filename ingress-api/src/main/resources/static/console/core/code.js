// @ts-check
import { html, render } from '/webjars/lit-html/lit-html.js';
import { icon } from './icons.js';
import { clean } from './markdown.js';
import { announce } from './notices.js';

const LIBRARY = '/webjars/highlightjs/highlight.min.js';
const LONGEST = 30_000;

/** Lets this one script through, which is only fetched once there is code to colour. */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy('console', {
  createScriptURL: (/** @type {string} */ url) => {
    if (url !== LIBRARY) throw new TypeError(`Not a script of this page: ${url}`);
    return url;
  },
});

/** @type {Promise<any> | null} */
let library = null;

function highlighter() {
  library ??= new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = policy ? policy.createScriptURL(LIBRARY) : LIBRARY;
    script.addEventListener('load', () => resolve(/** @type {any} */ (window).hljs));
    script.addEventListener('error', () => resolve(null));
    document.head.append(script);
  });
  return library;
}

/**
 * Gives code blocks their head, and their colours once they are whole.
 * @param {HTMLElement} block @param {boolean} [whole]
 */
export function dress(block, whole = true) {
  for (const pre of block.querySelectorAll('pre')) {
    const code = /** @type {HTMLElement | null} */ (pre.querySelector('code'));
    if (!code) continue;
    const language = /language-(\S+)/.exec(code.className)?.[1] ?? '';
    if (!pre.parentElement?.classList.contains('code')) frame(pre, code, language);
    if (whole && language && !code.dataset.coloured) void colour(code, language);
  }
}

/** @param {HTMLElement} pre @param {HTMLElement} code @param {string} language */
function frame(pre, code, language) {
  const figure = document.createElement('div');
  figure.className = 'code';
  const head = document.createElement('div');
  head.className = 'code-head';
  render(html`<span>${language || 'text'}</span>${copyButton(() => code.textContent ?? '', 'Copy the code')}`, head);
  pre.replaceWith(figure);
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', language ? `Code, ${language}` : 'Code');
  figure.append(head, pre);
}

/** @param {HTMLElement} code @param {string} language */
async function colour(code, language) {
  code.dataset.coloured = 'yes';
  const text = code.textContent ?? '';
  const hljs = text.length > LONGEST ? null : await highlighter();
  if (!hljs?.getLanguage(language) || code.textContent !== text) return;
  code.replaceChildren(clean(hljs.highlight(text, { language, ignoreIllegals: true }).value));
}

/** @param {() => string} text @param {string} label */
export const copyButton = (text, label) => html`
  <button
    type="button"
    class="button quiet icon-only small copy"
    aria-label=${label}
    title=${label}
    @click=${async (/** @type {Event} */ event) => {
      const button = /** @type {HTMLElement} */ (event.currentTarget);
      const done = await copy(text());
      announce(done ? 'Copied' : 'Copying is not allowed here');
      if (!done) return;
      button.classList.add('done');
      setTimeout(() => button.classList.remove('done'), 1_500);
    }}
  >
    ${icon('copy')}${icon('check')}
  </button>
`;

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
