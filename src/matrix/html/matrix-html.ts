import type { Cell, CellStatus, Control, Design, Evidence, Matrix, MatrixTable } from '../matrix.ts';
import { pageHead, pageHeader } from '../../view/index.ts';
import { controlsText } from '../notes.ts';
import { LEGEND, STATUS_WORDS, cellDetails, cellWord, isShown, propertyLabel } from '../words.ts';
import { evidenceHtml } from './evidence-html.ts';
import { html, Html, type Content } from './html.ts';
import type { HtmlStyle } from './html-style.ts';
import { SCRIPT } from './script.ts';

/** A sign for each status, so that nobody has to tell colours apart. */
const SIGNS: Readonly<Record<CellStatus, string>> = {
  holds: '✓',
  'holds-within': '✓',
  violated: '✗',
  mixed: '◐',
  undecided: '?',
  missed: '!',
  none: '–',
};

/**
 * The matrix as one page that needs nothing else. A policy in it forbids everything but its own style and its own script,
 * which only opens what a link names.
 */
export function matrixHtml({ tables }: Matrix, style: HtmlStyle): string {
  const title = 'Designs and their properties';
  const origin = `${style.summary} Each cell is what TLC said; written by ${style.writtenBy}.`;
  const head = pageHead({ title, style: style.stylesheet, script: SCRIPT });
  const page = html`${new Html(head)}
      <body>
        ${new Html(pageHeader(title, origin, style.links))}
        <main>
          ${tables.map((table, i) => tableHtml(table, i))}
          <dl class="legend">
            ${LEGEND.map(
              ([word, meaning]) =>
                html`<dt>${word}</dt>
                  <dd>${meaning}</dd>`,
            )}
          </dl>
          ${tables.map((table, i) => table.designs.map((design, column) => designHtml(table, i, design, column, style)))}
        </main>
        ${new Html(`<script>${SCRIPT}</script>`)}
      </body>
    </html> `;
  return page.markup;
}

const idOf = (table: number, column: number, part: number | string): string =>
  `t${table + 1}-d${column + 1}-${part}`;

function tableHtml({ designs, rows }: MatrixTable, table: number): Html {
  const controls = designs.map(controlsText);
  return html`<div
    class="scroll"
    role="region"
    tabindex="0"
    aria-label="Table ${table + 1} of designs and properties"
  >
    <table>
      <thead>
        <tr>
          <th scope="col">property</th>
          ${designs.map(({ name }) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ property, cells }, row) =>
            html`<tr>
              <th scope="row">${propertyLabel(property)}</th>
              ${cells.map((cell, column) => cellHtml(cell, idOf(table, column, row + 1)))}
            </tr> `,
        )}${
          controls.every((text) => text === '')
            ? ''
            : html`<tr>
                <th scope="row">controls</th>
                ${controls.map((text, column) =>
                  text === ''
                    ? html`<td></td>`
                    : html`<td><a class="dim" href="#${idOf(table, column, 'controls')}">${text}</a></td>`,
                )}
              </tr> `
        }
      </tbody>
    </table>
  </div> `;
}

function cellHtml(cell: Cell, id: string): Html {
  const content = html`<span class="word"
      ><span class="sign" aria-hidden="true">${SIGNS[cell.status]}</span>${cellWord(cell)}</span
    ><span class="detail">${cellDetails(cell, 'state').join(' · ')}</span>`;
  return cell.evidence.length === 0
    ? html`<td class="${cell.status}"><span>${content}</span></td>`
    : html`<td class="${cell.status}"><a href="#${id}">${content}</a></td>`;
}

function designHtml(
  table: MatrixTable,
  number: number,
  design: Design,
  column: number,
  style: HtmlStyle,
): Html {
  const part = (id: string, title: Content, evidence: readonly Evidence[]): Html =>
    html`<details id="${id}">
      <summary>${title}</summary>
      <div>${evidence.map((item) => evidenceHtml(item, style))}</div>
    </details> `;
  const controls = [...design.mutants, ...design.probes];
  return html`<section aria-label="${design.name}">
    <h2>${design.name}</h2>
    ${table.rows.map(({ property, cells }, row) => {
      const cell = cells[column];
      if (!cell || cell.evidence.length === 0) return '';
      const title = html`${propertyLabel(property)}:
        <span class="${cell.status}"><span class="word">${STATUS_WORDS[cell.status]}</span></span>`;
      return part(idOf(number, column, row + 1), title, cell.evidence);
    })}
    ${controls.length === 0 ? '' : controlsHtml(design, controls, idOf(number, column, 'controls'), style)}
    ${design.failures.length === 0 ? '' : part(idOf(number, column, 'failures'), 'Models without a verdict', design.failures)}
  </section> `;
}

function controlsHtml(design: Design, controls: readonly Control[], id: string, style: HtmlStyle): Html {
  return html`<details id="${id}">
    <summary>Controls: ${controlsText(design)}</summary>
    <div>
      ${controls.map(
        (control) =>
          html`<details>
            <summary>${isShown(control) ? '' : 'NOT EXPECTED: '}${control.property}</summary>
            ${evidenceHtml(control.evidence, style)}
          </details> `,
      )}
    </div>
  </details> `;
}
