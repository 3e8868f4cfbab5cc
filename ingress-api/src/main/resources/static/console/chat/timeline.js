// @ts-check
import { html, nothing, svg } from '/webjars/lit-html/lit-html.js';
import { duration } from '../core/ui.js';

/** A turn's steps as bars on its time: waiting, model calls, tools. @param {any} report */
export function timeline(report) {
  const { timings } = report;
  const start = Date.parse(timings.accepted_at);
  const last = report.steps.at(-1)?.finished_at ?? timings.started_at ?? timings.accepted_at;
  const end = Math.max(timings.finished_at ? Date.parse(timings.finished_at) : Date.now(), Date.parse(last), start + 1);
  const rows = [...waited(timings), ...report.steps.map(stepRow)];
  if (rows.length === 0) return html`<p class="soft">It waits for a worker.</p>`;
  const share = (/** @type {number} */ milliseconds) => (milliseconds / (end - start)) * 100;
  const bar = (/** @type {{from: number, to: number}} */ row) => {
    const width = Math.max(0.8, share(row.to - row.from));
    return svg`<rect x=${Math.min(share(row.from - start), 100 - width)} width=${width} height="8" rx="1"/>`;
  };
  return html`
    <ol class="timeline">
      ${rows.map(
        (row) => html`
          <li data-kind=${row.kind} data-failed=${row.failed}>
            <span class="timeline-name"><span class="clip" title=${row.name}>${row.name}</span>${row.note ? html`<span class="soft">${row.note}</span>` : nothing}</span>
            <svg class="timeline-track" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${bar(row)}</svg>
            <span class="timeline-time">${duration(row.to - row.from)}</span>
          </li>
        `,
      )}
    </ol>
  `;
}

/** @param {any} timings */
function waited(timings) {
  if (!timings.started_at) return [];
  return [{ kind: 'wait', name: 'In the log', note: '', failed: false, from: Date.parse(timings.accepted_at), to: Date.parse(timings.started_at) }];
}

/** @param {any} step */
function stepRow(step) {
  const notes = [step.attempt > 1 ? `attempt ${step.attempt}` : '', step.usage ? `${step.usage.output_tokens} tokens` : '', step.failed ? 'failed' : ''];
  return {
    kind: step.kind === 'tool_call' ? 'tool' : 'model',
    name: step.name,
    note: notes.filter(Boolean).join(', '),
    failed: step.failed,
    from: Date.parse(step.started_at),
    to: Date.parse(step.finished_at),
  };
}
