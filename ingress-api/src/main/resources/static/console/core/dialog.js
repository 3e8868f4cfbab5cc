// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';

/**
 * Shows a dialog until it is closed. The browser keeps the focus within, closes on Escape and gives the focus back.
 * @param {(close: (value?: any) => void) => unknown} template
 * @param {{label: string, className?: string, alert?: boolean, onOpen?: (dialog: HTMLDialogElement) => void}} options
 * @returns {Promise<any>} what it was closed with; undefined when it was dismissed
 */
export function showDialog(template, options) {
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const dialog = document.createElement('dialog');
  dialog.className = `dialog ${options.className ?? ''}`;
  dialog.setAttribute('aria-label', options.label);
  if (options.alert) dialog.setAttribute('role', 'alertdialog');
  document.body.append(dialog);
  return new Promise((resolve) => {
    let value;
    const close = (/** @type {any} */ result) => {
      value = result;
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus();
      resolve(value);
    });
    dialog.addEventListener('pointerdown', (event) => event.target === dialog && close());
    render(template(close), dialog);
    dialog.showModal();
    options.onOpen?.(dialog);
  });
}

/**
 * Asks before something that can't be undone.
 * @param {{title: string, text?: unknown, action?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export async function confirm({ title, text, action = 'OK', danger = false }) {
  const answer = await showDialog(
    (close) => html`
      <form method="dialog" class="dialog-body" @submit=${() => close(true)}>
        <h2>${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing}
        <div class="dialog-actions">
          <button type="button" class="button" autofocus @click=${() => close(false)}>Cancel</button>
          <button type="submit" class="button ${danger ? 'danger' : 'primary'}">${action}</button>
        </div>
      </form>
    `,
    { label: title, alert: true, className: 'dialog-small' },
  );
  return answer === true;
}
