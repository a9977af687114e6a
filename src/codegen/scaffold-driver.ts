import { commentText, propertyKey, stringLiteral } from './plan/literal.ts';

/** What a driver is to be written for. */
export interface ScaffoldInput {
  /** The name of the module. */
  readonly module: string;
  readonly variables: readonly string[];
  /** One may be there several times, with other parameters each time. */
  readonly actions: readonly ScaffoldAction[];
}

interface ScaffoldAction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** `Spec.tla:12` */
  readonly place: string;
}

/**
 * A driver in which nothing is written yet: each part says so when it is called, so that a suite names what is missing, one
 * after the other.
 */
export function scaffoldDriver({ module, variables, actions }: ScaffoldInput): string {
  const missing = (what: string): string =>
    `throw new Error(${stringLiteral(`the driver is not complete: ${what} is not written yet`)});`;
  const cases = [...byName(actions)].flatMap(([name, forms]) => [
    `        case ${stringLiteral(name)}: // ${commentText(placesOf(forms))}`,
    `          ${missing(`the action ${forms.map(called).join(' or ')}`)}`,
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

function byName(actions: readonly ScaffoldAction[]): ReadonlyMap<string, readonly ScaffoldAction[]> {
  const named = new Map<string, ScaffoldAction[]>();
  for (const action of actions) named.set(action.name, [...(named.get(action.name) ?? []), action]);
  return named;
}

const called = ({ name, parameters }: ScaffoldAction): string =>
  `${name}${parameters.length > 0 ? `(${parameters.join(', ')})` : ''}`;

/** Where the forms of an action stand, and how a driver tells them apart. */
function placesOf(forms: readonly ScaffoldAction[]): string {
  const [first, ...others] = forms;
  if (others.length === 0) return first!.place;
  const places = forms.map((form) => `${called(form)} at ${form.place}`).join(', ');
  const telling = forms
    .flatMap(({ parameters }) => parameters)
    .find((name) => forms.some(({ parameters }) => !parameters.includes(name)));
  return telling === undefined
    ? places
    : `${places}: ${stringLiteral(telling)} in action.parameters tells which`;
}
