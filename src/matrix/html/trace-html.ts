import {
  diffStates,
  printAction,
  printDifference,
  printValue,
  traceStates,
  type State,
  type Step,
  type Trace,
} from '../../trace/index.ts';
import { html, type Html } from './html.ts';

/** A counterexample as a list of steps, each with what it changes. */
export function traceHtml(trace: Trace): Html {
  const states = traceStates(trace);
  return html`<ol class="trace">
      ${trace.notes.map((note) => html`<li class="note">${note}</li>`)}
      <li>
        <details>
          <summary><span class="action">initial state</span></summary>
          <ul class="changes">
            ${[...trace.initial].map(([name, value]) => html`<li>${name} = ${printValue(value)}</li>`)}
          </ul>
        </details>
      </li>
      ${trace.steps.map((step, i) => html`<li>${stepTitle(step)}${changes(states[i]!, step.state)}</li> `)}
    </ol>
    ${ending(trace, states)}`;
}

function stepTitle({ actions, location }: Omit<Step, 'state'>): Html {
  const [first, ...others] = actions.map((action) => printAction(action, printValue));
  const also = others.length > 0 ? ` or ${others.join(' or ')}` : '';
  const place = location ? `${location.module}.tla:${location.beginLine}` : '';
  return html`<span class="action">${first ?? ''}</span>${also} <span class="place">${place}</span>`;
}

function changes(before: State, after: State): Html {
  const differences = diffStates(before, after);
  if (differences.length === 0) return html`<p class="quiet">no variable changes</p>`;
  return html`<ul class="changes">
    ${differences.map(
      (difference) => html`<li class="${difference.change.kind}">${printDifference(difference)}</li>`,
    )}
  </ul>`;
}

function ending({ end }: Trace, states: readonly State[]): Html {
  switch (end.kind) {
    case 'finite':
      return html``;
    case 'stuttering':
      return html`<p class="loop">Stuttering: state ${states.length} repeats for ever.</p>`;
    case 'lasso':
      return html`<div class="loop">
        <p>
          Loop: ${stepTitle(end.step)} leads back to state ${end.backTo + 1}; states ${end.backTo + 1} to
          ${states.length} repeat for ever.
        </p>
        ${changes(states.at(-1)!, states[end.backTo]!)}
      </div>`;
  }
}
