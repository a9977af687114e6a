import { basename } from 'node:path';
import type { Evidence, ModelName } from '../matrix.ts';
import { evidenceText, secondsText } from '../words.ts';
import { html, type Html } from './html.ts';
import { traceHtml } from './trace-html.ts';

/** What one run said, with its counterexample. */
export function evidenceHtml(evidence: Evidence, commandOf: (model: ModelName) => string): Html {
  const { model, why, problem, trace, outcome } = evidence;
  return html`<div class="evidence">
    <p><span class="${outcome}">${evidenceText(evidence)}.</span> ${why ?? ''}</p>
    ${problem === undefined ? '' : html`<p class="problem">${problem}</p>`}
    <p class="quiet">${basename(model.config)}${timeText(evidence)}</p>
    ${trace ? traceHtml(trace) : ''}
    ${outcome === 'violated' || problem !== undefined ? html`<p class="quiet">Show it in a terminal: <code>${commandOf(model)}</code></p>` : ''}
  </div> `;
}

function timeText(evidence: Evidence): string {
  const seconds = secondsText(evidence);
  if (seconds === '') return '';
  const { cachedAt } = evidence;
  return `, ${seconds}${cachedAt === undefined ? '' : `, from the cache (TLC ran at ${cachedAt})`}`;
}
