// @ts-check
import { html, svg } from '/webjars/lit-html/lit-html.js';

/** Strokes on a grid of 24. @type {Record<string, import('/webjars/lit-html/lit-html.js').TemplateResult>} */
const SHAPES = {
  chat: svg`<path d="M20 12a7.5 7.5 0 0 1-7.5 7.5H5l1.6-3A7.5 7.5 0 1 1 20 12Z"/>`,
  memory: svg`<path d="M12 4.5C9.5 3 6 4 5.5 7 3.600 8 3.600 11 5 12c-1.300 2 0 4.500 2 5 .500 2.500 3.600 3 5 1.500M12 4.500c2.500-1.500 6-.500 6.500 2.500 1.900 1 1.900 4 .500 5 1.300 2 0 4.500-2 5-.500 2.500-3.600 3-5 1.500M12 4.500v14"/>`,
  operations: svg`<path d="M4 19.500h16M6.500 16v-4M11 16V6M15.500 16v-6M20 16V9"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="m20 20-4.300-4.300"/>`,
  send: svg`<path d="M12 19V5M5.500 11.500 12 5l6.500 6.500"/>`,
  stop: svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15V6a2 2 0 0 1 2-2h8"/>`,
  check: svg`<path d="m5 12.500 4.500 4.500L19 7.500"/>`,
  edit: svg`<path d="m14.500 6.500 3 3M5 19l.8-3.800L16 5a2.100 2.100 0 0 1 3 3L8.800 18.200 5 19Z"/>`,
  retry: svg`<path d="M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 4v4h-4"/>`,
  trash: svg`<path d="M5 7h14M10 7V5h4v2M7 7l.8 12h8.400L17 7M10.500 10.500v5M13.500 10.500v5"/>`,
  info: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5M12 8v.01"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h10"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.600"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600 7 7M17 17l1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400"/>`,
  moon: svg`<path d="M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10Z"/>`,
  system: svg`<rect x="3.500" y="5" width="17" height="11.500" rx="2"/><path d="M9 20h6M12 16.500V20"/>`,
  user: svg`<circle cx="12" cy="8.500" r="3.500"/><path d="M5 19.500c.8-3.600 3.600-5.500 7-5.500s6.200 1.900 7 5.500"/>`,
  out: svg`<path d="M14 5H7a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h7M10.500 12H20M16.500 8.500 20 12l-3.500 3.500"/>`,
  tool: svg`<path d="M14.500 6.500a4 4 0 0 1 5 5l-2-2-2 .5-.5-2 2-2-2.500.500Zm0 5L6.500 19.500a1.700 1.700 0 0 1-2.400-2.400l8-8"/>`,
  warning: svg`<path d="M12 4.500 3.500 19h17L12 4.500ZM12 10v4M12 16.500v.01"/>`,
  down: svg`<path d="M12 5v14M5.500 12.500 12 19l6.500-6.500"/>`,
  chevron: svg`<path d="m9 6 6 6-6 6"/>`,
  offline: svg`<path d="M4 4l16 16M9 15.500a4.300 4.300 0 0 1 6 0M6 12.300a8.600 8.600 0 0 1 3.500-2.100M18 12.300a8.600 8.600 0 0 0-5-2.400M3.200 9a13 13 0 0 1 4-2.500M20.800 9A13 13 0 0 0 11 5.600M12 19v.01"/>`,
  key: svg`<circle cx="8.500" cy="15.500" r="3.500"/><path d="m11 13 8-8M16 8l2.500 2.500"/>`,
  link: svg`<path d="M14 5h5v5M19 5l-8 8M17 14v4a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 5 18V9a1.500 1.500 0 0 1 1.500-1.500H10"/>`,
  book: svg`<path d="M5 5.500A1.500 1.500 0 0 1 6.500 4H19v13.500H6.500A1.500 1.500 0 0 0 5 19V5.500ZM5 19a1.500 1.500 0 0 0 1.500 1.500H19v-3"/>`,
  keyboard: svg`<rect x="3" y="6.500" width="18" height="11" rx="2"/><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8"/>`,
  spark: svg`<path d="M12 4v4M12 16v4M4 12h4M16 12h4M6.500 6.500 9 9M15 15l2.500 2.500M17.500 6.500 15 9M9 15l-2.500 2.500"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500V12l3 2"/>`,
};

/** An icon that says nothing to a screen reader: the control it stands in has a name. @param {string} name */
export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name] ?? SHAPES.info}</svg>`;

/** The mark: a road towards the horizon. */
export const mark = () =>
  html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" class="mark-ground" />
    <path d="M9.500 27 14 5M22.500 27 18 5" class="mark-road" />
    <path d="M16 7v3.200M16 14v4M16 22v5" class="mark-lane" />
  </svg>`;
