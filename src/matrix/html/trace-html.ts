import {
  endSentence,
  stateLines,
  traceEvents,
  type TraceEvent,
  visible,
  type Trace,
} from '../../trace/index.ts';
import { html, type Html } from './html.ts';

/** A counterexample as a list of steps, each with what it changes. */
export function traceHtml(trace: Trace): Html {
  const events = traceEvents(trace);
  const end = endSentence(trace);
  return html`<ol class="trace">
      ${trace.notes.map((note) => html`<li class="note">${visible(note)}</li>`)}
      <li>
        <details>
          <summary><span class="action">initial state</span></summary>
          <ul class="changes">
            ${stateLines(trace.initial).map((line) => html`<li>${line}</li>`)}
          </ul>
        </details>
      </li>
      ${events.filter(({ closesLoop }) => !closesLoop).map((event) => html`<li>${step(event)}</li> `)}
    </ol>
    ${
      end === undefined
        ? ''
        : html`<div class="loop">
            ${events.filter(({ closesLoop }) => closesLoop).map(step)}
            <p>${end}</p>
          </div>`
    }`;
}

function step({ title, alternatives, place, differences, changes }: TraceEvent): Html {
  const also = alternatives.map((alternative) => ` or ${alternative}`).join('');
  return html`<span class="action">${title}</span>${also} <span class="place">${place ?? ''}</span> ${
      changes.length === 0
        ? html`<p class="dim">no variable changes</p>`
        : html`<ul class="changes">
            ${changes.map((change, i) => html`<li class="${differences[i]!.change.kind}">${change}</li>`)}
          </ul>`
    }`;
}
