import { createValueReader } from '../parser/index.ts';
import type { TlaValue } from '../trace/index.ts';
import { markedText } from './read-answers.ts';

type Values = readonly TlaValue[];

/** A state that TLC looked into, and what it found possible there. */
export interface PrintedState {
  readonly state: Values;
  readonly steps: readonly {
    readonly question: number;
    readonly arguments: Values;
    readonly after: Values;
  }[];
}

/**
 * Reads the lines that a nearby module prints; lines of the specification's own are passed over. Where an action cannot be
 * evaluated TLC stops, and says things twice: a state counts only when all of it was said.
 */
export function createNearbyReader(prefix: string): {
  readonly push: (line: string) => void;
  /** All states; `unread` counts the lines that could not be read. */
  readonly end: () => { readonly states: readonly PrintedState[]; readonly unread: number };
} {
  const readValue = createValueReader();
  const states: PrintedState[] = [];
  let state: Values | undefined;
  let steps: PrintedState['steps'][number][] = [];
  let step: Values | undefined;
  let unread = 0;
  const tuple = (line: string, mark: string): Values | undefined => {
    const text = markedText(line, `${prefix}${mark}`);
    if (text === undefined) return undefined;
    const value = readValue(text);
    if (value.ok && value.value.kind === 'seq') return value.value.elements;
    unread++;
    return [];
  };
  return {
    push(line) {
      if (!line.startsWith(`"${prefix}`)) return;
      const begun = tuple(line, 'in');
      if (begun) [state, steps] = [begun, []];
      if (state && tuple(line, 'all')) states.push({ state, steps });
      step = tuple(line, 'by') ?? step;
      const after = tuple(line, 'to');
      if (!after || !step) return;
      const [question, values] = step;
      if (question?.kind === 'int' && values?.kind === 'seq')
        steps.push({ question: Number(question.value), arguments: values.elements, after });
      else unread++;
    },
    end: () => ({ states, unread }),
  };
}
