// @ts-check
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { duration, icon } from '../core/ui.js';

/** What happened on the way to an answer: tools, thoughts, workers that went on where others died. @param {import('./turn.js').Turn} turn */
export function steps(turn) {
  if (turn.tools.length === 0 && turn.restarts.length === 0 && turn.reasoning === '') return nothing;
  return html`
    <div class="steps">
      ${turn.reasoning ? html`<details class="step"><summary>${icon('spark')}<span>Thoughts</span></summary><p class="thoughts">${turn.reasoning}</p></details>` : nothing}
      ${turn.tools.map((call) => tool(call, turn.hasEnded))}
      ${turn.restarts.map(
        (restart) => html`
          <p class="restart">
            ${icon('retry')}<span><strong>Attempt ${restart.attempt}</strong> ${restart.kept > 0 ? 'goes on where the last one broke off' : 'begins anew'}${restart.reason ? `: ${readable(restart.reason)}` : ''}</span>
          </p>
        `,
      )}
    </div>
  `;
}

/** @param {import('./turn.js').Tool} call @param {boolean} ended */
function tool(call, ended) {
  const runs = call.result === undefined && !call.lost && !ended;
  const state = runs ? 'running' : call.failed ? 'failed' : call.result === undefined ? 'broken off' : '';
  return html`
    <details class="step" data-runs=${runs} data-failed=${call.failed === true}>
      <summary>
        ${icon('tool')}<span class="clip"><code>${call.name}</code>${hint(call.input)}</span>
        <span class="step-end">${state || (call.ms === undefined ? '' : duration(call.ms))}</span>
      </summary>
      ${call.input ? html`<h3>Input</h3><pre tabindex="0">${pretty(call.input)}</pre>` : nothing}
      ${call.result ? html`<h3>Result</h3><pre tabindex="0">${pretty(call.result)}</pre>` : nothing}
    </details>
  `;
}

/** The first plain values of a call's input. @param {string} input */
function hint(input) {
  try {
    const values = Object.values(JSON.parse(input)).filter((value) => typeof value !== 'object');
    return values.length > 0 ? html` <span class="soft">${values.slice(0, 3).join(', ')}</span>` : nothing;
  } catch {
    return nothing;
  }
}

/** @param {string} text */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** @param {string} reason such as `worker_lost` */
const readable = (reason) => reason.replaceAll('_', ' ');
