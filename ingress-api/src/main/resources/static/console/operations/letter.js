// @ts-check
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { icon, moment, number, showDialog, skeleton, time } from '../core/ui.js';

/**
 * One dead letter, and the way back for it. What it holds is shown only when asked for: it may be people's text.
 * @param {import('../main.js').App} app @param {any} summary
 * @returns {Promise<boolean>} whether it was driven again
 */
export async function showLetter(app, summary) {
  const path = `/operations/dead-letters/${encodeURIComponent(summary.topic)}/${summary.partition}/${summary.offset}`;
  let driven = false;
  /** @type {any} */
  let letter = null;
  /** @type {any} */
  let trouble = null;
  let reading = false;
  /** @type {HTMLElement | null} */
  let body = null;

  const draw = () => body && render(content(), body);

  async function read() {
    reading = true;
    trouble = null;
    draw();
    try {
      letter = await app.api.get(path);
    } catch (error) {
      trouble = error;
    }
    reading = false;
    draw();
  }

  async function drive(again = false) {
    const agreed = await app.confirm({
      title: again ? 'Drive it again, once more?' : 'Drive it again?',
      text: `The record goes back to ${summary.original_topic} as it was, and every group that reads ${summary.original_topic} gets it. Put the cause right first: what was unreadable becomes a dead letter again.`,
      action: again ? 'Drive once more' : 'Drive again',
    });
    if (!agreed) return;
    try {
      const place = await app.api.post(`${path}/redrive${again ? '?again=true' : ''}`);
      driven = true;
      app.toast(`It is in ${place.topic}, partition ${place.partition}, offset ${place.offset}.`, 'good');
      trouble = null;
      if (letter) await read();
      summary = { ...summary, redriven: summary.redriven + 1 };
    } catch (error) {
      trouble = error;
      if (trouble.code === 'already_redriven') summary = { ...summary, redriven: Math.max(1, summary.redriven) };
    }
    draw();
  }

  const content = () => html`
    <dl class="names">
      ${fact('Topic', html`<span>${summary.topic}, partition ${summary.partition}, offset ${summary.offset}</span>`)}
      ${fact('Since', moment(summary.at, time(summary.at, 'full')))}
      ${fact('Reason', html`<code>${summary.reason ?? 'unknown'}</code>`)}
      ${fact('Failure', summary.failure ?? 'unknown')}
      ${fact('Group', summary.group ?? 'unknown')}
      ${fact('Came from', `${summary.original_topic ?? 'unknown'}, partition ${summary.original_partition ?? '?'}, offset ${summary.original_offset ?? '?'}`)}
      ${fact('Key', html`<span class="mono">${summary.key ?? 'none'}</span>`)}
      ${fact('Driven again', summary.redriven ? `${number(summary.redriven)} ×` : 'no')}
    </dl>
    ${trouble ? html`<p class="notice bad" role="alert">${icon('warning')}<span>${trouble.message}</span></p>` : nothing}
    ${reading ? skeleton(3, 'Reading the letter') : letter ? held(letter) : html`
      <p class="notice"><span>What it holds may be somebody’s text. Who reads it stands in the audit log.</span><button class="button small" @click=${read}>Show what it holds</button></p>`}
    <div class="dialog-actions">
      ${summary.value_left_out
        ? html`<p class="soft">It has no value that could be driven again.</p>`
        : html`<button class="button primary" @click=${() => drive(summary.redriven > 0)}>${summary.redriven ? 'Drive once more' : 'Drive again'}</button>`}
    </div>
  `;

  await showDialog(
    (close) => html`
      <div class="details-head letter-head"><h2>Dead letter</h2><button class="button quiet icon-only" aria-label="Close" @click=${() => close()}>${icon('close')}</button></div>
      <div class="letter-body"></div>
    `,
    {
      label: 'Dead letter',
      className: 'letter',
      onOpen: (dialog) => {
        body = dialog.querySelector('.letter-body');
        draw();
      },
    },
  );
  return driven;
}

/** @param {string} name @param {unknown} value */
const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** @param {any} letter */
function held(letter) {
  return html`
    <section class="stack">
      <h3>What it holds</h3>
      ${letter.event ? html`<pre class="payload" tabindex="0" aria-label="Event">${JSON.stringify(letter.event, null, 2)}</pre>` : nothing}
      ${letter.unread ? html`<p class="soft">${letter.unread}</p>` : nothing}
      ${letter.text ? html`<pre class="payload" tabindex="0" aria-label="Text">${letter.text}</pre>` : nothing}
      ${letter.hex ? html`<details><summary>Bytes, in hexadecimal</summary><pre class="payload" tabindex="0" aria-label="Bytes">${bytes(letter.hex)}</pre></details>` : nothing}
      ${letter.cut ? html`<p class="soft">The rest is not shown: ${number(letter.summary.size)} bytes in all.</p>` : nothing}
      <details>
        <summary>Headers</summary>
        <dl class="names">${letter.headers.map((/** @type {any} */ header) => fact(header.name, html`<span>${header.value}</span>`))}</dl>
      </details>
      ${letter.redrives.length ? html`
        <h3>Driven again</h3>
        <ol class="redrives">${letter.redrives.map((/** @type {any} */ each) => html`<li>${moment(each.at, time(each.at, 'seconds'))}: ${each.offset === undefined ? 'whether Kafka has it is not known' : `${each.topic}, partition ${each.partition}, offset ${each.offset}`}</li>`)}</ol>` : nothing}
    </section>
  `;
}

/** In lines of 32. @param {string} hex */
const bytes = (hex) => (hex.match(/.{1,64}/g) ?? []).map((line) => (line.match(/../g) ?? []).join(' ')).join('\n');
