import { describeLimit, type ActionCoverage, type PartCoverage } from '../check/index.ts';
import { grouped, visible } from '../trace/index.ts';
import { actionPlace, flawOf, placeOf, type CoveredModel } from './covered-model.ts';

/** Colours of a terminal. */
export interface CoveragePaint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
}

interface Line {
  readonly cells: readonly string[];
  readonly paint?: (text: string) => string;
}

/** The coverage of a model as a table: a line for each action, and below it one for each conjunct of its guard. */
export function coverageText(model: CoveredModel, paint: CoveragePaint): string {
  const { coverage, name, suite } = model;
  const head: Line = {
    cells: ['', 'taken, true', 'false', ...(suite ? ['walked', 'refused'] : []), ''],
    paint: paint.dim,
  };
  const lines = [head, ...coverage.actions.flatMap((action) => actionLines(action, model, paint))];
  const widths = head.cells.map((_, column) => Math.max(...lines.map(({ cells }) => cells[column]!.length)));
  const within = coverage.limits.map((limit) => `within ${describeLimit(limit)}`);
  return [
    [`${name}: ${grouped(coverage.states)} states`, ...within].join(', '),
    ...lines.map(({ cells, paint: painted = (text: string) => text }) =>
      painted(
        `  ${cells
          .map((cell, i) =>
            i === 0 || i === cells.length - 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
          )
          .join('  ')}`.trimEnd(),
      ),
    ),
    ...coverage.notes.map((note) => `  note: ${visible(note)}`),
    '',
  ].join('\n');
}

function actionLines(
  action: ActionCoverage,
  { suite, allowed = [] }: CoveredModel,
  paint: CoveragePaint,
): readonly Line[] {
  const inSuite = suite?.get(action.name);
  const walked = inSuite
    ? [`${grouped(inSuite.walked)} of ${grouped(inSuite.transitions)}`, grouped(inSuite.refused)]
    : ['', ''];
  const isFlawed = action.taken === 0 && !allowed.includes(action.name);
  const end = action.taken > 0 ? '' : `  never taken${isFlawed ? '' : ', as allowed'}`;
  const untaken = action.instances.filter(({ taken }) => taken === 0);
  return [
    {
      cells: [
        visible(action.name),
        grouped(action.taken),
        '',
        ...(suite ? walked : []),
        `${actionPlace(action)}${end}`,
      ],
      ...(isFlawed && { paint: paint.red }),
    },
    ...(action.taken > 0 ? untaken : []).map(({ name }) => ({
      cells: [`  ${shortened(name)}`, '0', '', ...(suite ? ['', ''] : []), 'never taken'],
      paint: paint.yellow,
    })),
    ...action.parts
      .filter((part) => part.kind !== 'update' || flawOf(part) !== undefined)
      .map((part) => partLine(part, suite !== undefined, paint)),
  ];
}

function partLine(part: PartCoverage, hasSuite: boolean, paint: CoveragePaint): Line {
  const flaw = flawOf(part);
  const place = placeOf(part.location);
  const text = part.kind === 'condition' ? `IF ${part.text}` : part.text;
  return {
    cells: [
      `  ${shortened(text)}`,
      grouped(part.passed),
      part.kind === 'update' ? '' : grouped(part.refused),
      ...(hasSuite ? ['', ''] : []),
      flaw === undefined ? place : `${place}  ${flaw}`,
    ],
    paint: flaw === undefined ? paint.dim : paint.yellow,
  };
}

const LONGEST = 60;

const shortened = (text: string): string => {
  const shown = visible(text);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 3)}...` : shown;
};
