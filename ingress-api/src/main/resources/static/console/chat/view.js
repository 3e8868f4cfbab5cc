// @ts-check
import { render } from '/webjars/lit-html/lit-html.js';
import { empty } from '../core/ui.js';

/** Conversations. @param {HTMLElement} root @param {import('../main.js').App} _app */
export function mount(root, _app) {
  render(empty({ icon: 'chat', title: 'Say something' }), root);
  return () => {};
}
