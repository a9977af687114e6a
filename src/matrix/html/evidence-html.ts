import { basename } from 'node:path';
import { pageAddress } from '../../view/index.ts';
import type { Evidence } from '../matrix.ts';
import { evidenceText, secondsText } from '../words.ts';
import { html, Html } from './html.ts';
import type { HtmlStyle } from './html-style.ts';
import { traceHtml } from './trace-html.ts';

/** What one run said, with its counterexample. */
export function evidenceHtml(
  evidence: Evidence,
  { commandOf, pageOf }: Pick<HtmlStyle, 'commandOf' | 'pageOf'>,
): Html {
  const { model, why, problem, trace, outcome } = evidence;
  const page = pageOf?.(model);
  return html`<div class="evidence">
    <p><span class="${outcome}">${evidenceText(evidence)}.</span> ${why ?? ''}</p>
    ${problem === undefined ? '' : html`<p class="problem">${problem}</p>`}
    <p class="dim">${basename(model.config)}${timeText(evidence)}</p>
    ${page === undefined ? '' : html`<p><a href="${new Html(pageAddress(page))}">Step through it</a></p>`}
    ${trace ? traceHtml(trace) : ''}
    ${outcome === 'violated' || problem !== undefined ? html`<p class="dim">Show it in a terminal: <code>${commandOf(model)}</code></p>` : ''}
  </div> `;
}

function timeText(evidence: Evidence): string {
  const seconds = secondsText(evidence);
  if (seconds === '') return '';
  const { cachedAt } = evidence;
  return `, ${seconds}${cachedAt === undefined ? '' : `, from the cache (TLC ran at ${cachedAt})`}`;
}
