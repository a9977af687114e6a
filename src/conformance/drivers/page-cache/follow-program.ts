import type { StateGraph } from '../../../graph/index.ts';
import { DESIGNS, explorer, type DesignName } from '../../../kernel/index.ts';
import { GraphFollower, type ModelPath } from '../../runs/graph-follower.ts';
import { guardVersions } from './guard-versions.ts';
import { meaningOf } from './meanings.ts';
import { observer } from './observe.ts';

/** A program of the explorer whose runs are followed through the state graph of its model. */
export interface FollowedProgram {
  readonly program: explorer.Program;
  /** The path of the model that the last run maps to. */
  path(): ModelPath;
}

const NO_PAGE = 'NoPage';

const numbered = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

const setOf = (elements: readonly string[]): string => `{${elements.join(', ')}}`;

/** The model of a program's small world: the text of a configuration for the design's module. */
export function programConfig(name: string, design: DesignName): string {
  const { pages, users, features, freeBlocks, longTerm, writes, spares } = explorer.programSetup(
    name,
    DESIGNS[design].features,
  );
  const names = numbered('u', users);
  const all = design === 'device-page-tables' ? [...features, 'device-ptes'] : features;
  const constants: Readonly<Record<string, string | number>> = {
    Pages: setOf(numbered('p', pages)),
    Users: setOf(names),
    ShortUsers: setOf(names.filter((_, user) => !longTerm.includes(user))),
    Repeat: 'FALSE',
    MaxVersion: writes,
    NoPage: NO_PAGE,
    Features: setOf(all.map((feature) => `"${feature}"`)),
    FreeBlocks: freeBlocks,
    ...(design === 'hybrid' && { Spares: spares }),
    ...(design === 'revocation' && { Honouring: setOf(names) }),
  };
  const lines = Object.entries(constants).map(([constant, value]) => `  ${constant} = ${value}\n`);
  return `INIT Init\nNEXT Next\nCONSTANTS\n${lines.join('')}`;
}

/** The program of that name, each of its runs followed through `graph`, which is that of `programConfig`. */
export function followProgram(name: string, design: DesignName, graph: StateGraph): FollowedProgram {
  const setup = explorer.programSetup(name, DESIGNS[design].features);
  const names = { pages: numbered('p', setup.pages), users: numbered('u', setup.users) };
  const followers: GraphFollower[] = [];
  const program = explorer.pageProgram(name, design, (memory) => {
    const observe = observer(
      { memory, noPage: NO_PAGE, ...names },
      guardVersions({ memory, maxVersion: setup.writes }),
    );
    const follower = new GraphFollower(
      graph,
      {
        meaningOf: (step, first, second) => meaningOf(names, step, first, second),
        observe: () => ({ ...observe() }),
      },
      explorer.MOST_FIBRES,
    );
    followers.push(follower);
    return follower;
  });
  return { program, path: () => followers[0]!.path() };
}
