import {
  printAction,
  printValue,
  traceStates,
  visible,
  type Step,
  type TlaValue,
  traceVariables,
} from '../trace/index.ts';
import type { ExportFormat } from './format.ts';

/** A row a state: its number, the action that led to it, and every variable as TLA+ text (RFC 4180). */
export const csv: ExportFormat = {
  name: 'csv',
  extension: 'csv',
  description: 'a row a state, a column a variable, values as TLA+',
  *write(trace) {
    const variables = traceVariables(trace);
    const row = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
    const actions = [undefined, ...trace.steps].map((step) => (step ? title(step) : 'initial state'));
    yield row(['state', 'action', ...variables]);
    for (const [i, state] of traceStates(trace).entries()) {
      yield row([String(i + 1), actions[i]!, ...variables.map((name) => text(state.get(name)))]);
    }
    if (trace.end.kind === 'lasso') {
      const back = traceStates(trace)[trace.end.backTo]!;
      const number = String(trace.end.backTo + 1);
      yield row([number, `loop: ${title(trace.end.step)}`, ...variables.map((name) => text(back.get(name)))]);
    }
    if (trace.end.kind === 'stuttering')
      yield row([String(trace.steps.length + 1), 'stuttering', ...variables.map(() => '')]);
  },
};

const title = ({ actions }: Omit<Step, 'state'>): string => printAction(actions[0], printValue);

const text = (value: TlaValue | undefined): string => (value ? printValue(value) : '');

/** No cell can start a formula: TLA+ text begins with a quote, a bracket, a digit, a minus and a digit, or a letter. */
function cell(content: string): string {
  const shown = visible(content);
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
