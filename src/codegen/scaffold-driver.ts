import { commentText, propertyKey, stringLiteral } from './plan/literal.ts';

/** What a driver is to be written for. */
export interface ScaffoldInput {
  /** The name of the module. */
  readonly module: string;
  readonly variables: readonly string[];
  readonly actions: readonly {
    readonly name: string;
    readonly parameters: readonly string[];
    /** `Spec.tla:12` */
    readonly place: string;
  }[];
}

/**
 * A driver in which nothing is written yet: each part says so when it is called, so that a suite names what is missing, one
 * after the other.
 */
export function scaffoldDriver({ module, variables, actions }: ScaffoldInput): string {
  const missing = (what: string): string =>
    `throw new Error(${stringLiteral(`the driver is not complete: ${what} is not written yet`)});`;
  const cases = actions.flatMap(({ name, parameters, place }) => [
    `        case ${stringLiteral(name)}: // ${commentText(place)}`,
    `          ${missing(`the action ${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''}`)}`,
  ]);
  return [
    "import type { CreateDriver } from './generated/driver.js';",
    '',
    `/** Drives the implementation of ${commentText(module)}. What is not written yet is named by the suite, one after the other. */`,
    'export const createDriver: CreateDriver = () => {',
    '  return {',
    '    init() {',
    `      ${missing('init, which puts the implementation into the initial state,')}`,
    '    },',
    "    // 'done', or 'refused' where the action is not possible; then nothing may have changed.",
    '    apply(action) {',
    '      switch (action.name) {',
    ...cases,
    '      }',
    '    },',
    '    observe() {',
    `      // ${commentText(`return { ${variables.map(propertyKey).join(', ')} }: the state in the specification's variables`)}`,
    `      ${missing('observe, which shows the state in the variables of the specification,')}`,
    '    },',
    '    dispose() {},',
    '  };',
    '};',
    '',
  ].join('\n');
}
