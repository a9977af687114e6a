import type { ParseError } from '../parse-error.ts';
import type { ValueReader } from '../value-reader.ts';
import { createValueTable, unescapeLabel, type ValueTable } from './value-table.ts';

/** What is wrong with the label of a state. */
export interface LabelProblem {
  readonly code: 'bad-label' | 'other-variables';
  readonly message: string;
  readonly error?: ParseError;
}

/** Reads the labels of states, one after the other. */
export interface StateLabelReader {
  /** In the order of the first label. */
  readonly variables: readonly string[];
  readonly tables: readonly ValueTable[];
  /** The numbers of the values of the label that was read last, by variable. */
  readonly row: Uint32Array;
  /** Reads the escaped label between two places of a text. */
  readonly read: (text: string, from: number, end: number) => LabelProblem | undefined;
}

/** `/\ ` at the start of a conjunct as it stands in a label, and the end of a line in front of it. */
const BULLET = '/\\\\ ';
const LINE_END = '\\n';
const EQUALS = ' = ';

/** A reader that takes the variables from the first label and expects the same ones in all others. */
export function createStateLabelReader(readValue: ValueReader): StateLabelReader {
  const variables: string[] = [];
  const tables: ValueTable[] = [];
  /** What stands in front of each value. */
  const openings: string[] = [];
  let row = new Uint32Array(0);

  const learn = (label: string): LabelProblem | undefined => {
    const bulleted = label.startsWith(BULLET);
    const conjuncts = bulleted ? label.slice(BULLET.length).split(LINE_END + BULLET) : [label];
    for (const [i, conjunct] of conjuncts.entries()) {
      const equals = conjunct.indexOf(EQUALS);
      if (equals < 0) return badLabel(`expected "name = value" in ${shorten(conjunct)}`);
      const name = conjunct.slice(0, equals);
      variables.push(unescapeLabel(name));
      openings.push(`${i === 0 ? '' : LINE_END}${bulleted ? BULLET : ''}${name}${EQUALS}`);
      tables.push(createValueTable(readValue));
    }
    row = new Uint32Array(variables.length);
    return undefined;
  };

  return {
    variables,
    tables,
    get row() {
      return row;
    },
    read: (text, from, end) => {
      if (variables.length === 0) {
        const problem = learn(text.slice(from, end));
        if (problem) return problem;
      }
      if (!text.startsWith(openings[0]!, from)) return otherVariables(variables, text.slice(from, end));
      let at = from + openings[0]!.length;
      for (let i = 0; i < variables.length; i++) {
        const opening = openings[i + 1];
        const stop = opening === undefined ? end : text.indexOf(opening, at);
        if (stop < at || stop > end) return otherVariables(variables, text.slice(from, end));
        const number = tables[i]!.number(text.slice(at, stop));
        if (!number.ok) return badLabel(`${variables[i]}: ${number.error.message}`, number.error);
        row[i] = number.value;
        at = stop + (opening?.length ?? 0);
      }
      return undefined;
    },
  };
}

const badLabel = (message: string, error?: ParseError): LabelProblem => ({
  code: 'bad-label',
  message,
  ...(error && { error }),
});

const otherVariables = (variables: readonly string[], label: string): LabelProblem => ({
  code: 'other-variables',
  message: `expected the variables ${variables.join(', ')} in this order in ${shorten(label)}`,
});

const shorten = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
