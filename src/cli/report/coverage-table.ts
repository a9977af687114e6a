import {
  flawOf,
  idleInstances,
  isJudged,
  modelsText,
  planTexts,
  type CountedPart,
  type CoveredAction,
  type CoveredModule,
  type ModuleCoverage,
} from '../../coverage/index.ts';
import { grouped, visible } from '../../trace/index.ts';
import type { Colors } from '../terminal.ts';

interface Line {
  readonly cells: readonly string[];
  readonly paint?: (text: string) => string;
}

/**
 * What the actions of modules do, as a table for each module that has any: a line for each action, and below it one for each
 * conjunct of its guard.
 */
export const coverageTable = (modules: readonly CoveredModule[], colors: Colors): string =>
  modules
    .filter(({ coverage }) => coverage.actions.length > 0)
    .map((module) => moduleTable(module, colors))
    .join('');

function moduleTable({ coverage, title }: CoveredModule, colors: Colors): string {
  const { actions, notes } = coverage;
  const hasSuite = actions.some(({ suite }) => suite);
  const hasParts = actions.some(({ parts }) => parts.length > 0);
  const head: Line = {
    cells: ['', 'taken, true', 'false', 'transitions planned', 'refusals planned', ''],
    paint: colors.dim,
  };
  const lines = [head, ...actions.flatMap((action) => actionLines(action, coverage, colors))];
  const isShown = [true, true, hasParts, hasSuite, hasSuite, true];
  const widths = head.cells.map((_, column) => Math.max(...lines.map(({ cells }) => cells[column]!.length)));
  const text = ({ cells, paint = (plain) => plain }: Line): string => {
    const padded = cells.flatMap((cell, i) => {
      if (!isShown[i]) return [];
      const isText = i === 0 || i === cells.length - 1;
      return [isText ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)];
    });
    return paint(`  ${padded.join('  ').trimEnd()}`);
  };
  return [
    `${title}, ${modelsText(coverage)}:`,
    ...lines.map(text),
    ...notes.map((note) => `  ${colors.yellow('note:')} ${visible(note)}`),
    '',
  ].join('\n');
}

function actionLines(action: CoveredAction, coverage: ModuleCoverage, colors: Colors): readonly Line[] {
  const { name, taken, suite, location, parts } = action;
  const isFlawed = taken === 0 && !coverage.allowed.includes(name);
  return [
    {
      cells: [
        shortened(name),
        grouped(taken),
        '',
        ...(suite ? planTexts(suite) : ['', '']),
        `${placeOf(location)}${untakenText(action, coverage)}`,
      ],
      ...(isFlawed && { paint: isJudged(coverage, action) ? colors.red : colors.yellow }),
    },
    ...idleLines(action, colors),
    ...parts
      .filter((part) => part.kind !== 'update' || flawOf(part) !== undefined)
      .map((part) => partLine(part, colors)),
  ];
}

function untakenText(action: CoveredAction, coverage: ModuleCoverage): string {
  const { name, taken, perhaps } = action;
  if (taken > 0) return '';
  if (perhaps > 0)
    return `  not taken, unless in a search that ended early: TLC counts ${grouped(perhaps)} there of this and others together`;
  if (!isJudged(coverage, action)) return '  not taken so far';
  return coverage.allowed.includes(name) ? '  never taken, as allowed' : '  never taken';
}

/** More instances are not listed one by one. */
const MOST_INSTANCES = 5;

function idleLines(action: CoveredAction, colors: Colors): readonly Line[] {
  const idle = idleInstances(action);
  const rest = idle.length - MOST_INSTANCES;
  const line = (text: string): Line => ({
    cells: [`  ${text}`, '0', '', '', '', 'never taken'],
    paint: colors.yellow,
  });
  return [
    ...idle.slice(0, MOST_INSTANCES).map(({ name }) => line(shortened(name))),
    ...(rest > 0 ? [line(`${grouped(rest)} more`)] : []),
  ];
}

function partLine(part: CountedPart, colors: Colors): Line {
  const flaw = flawOf(part);
  const place = placeOf(part.location);
  return {
    cells: [
      `  ${shortened(part.kind === 'condition' ? `IF ${part.text}` : part.text)}`,
      grouped(part.passed),
      part.kind === 'update' ? '' : grouped(part.refused),
      '',
      '',
      flaw === undefined ? place : `${place}  ${flaw}`,
    ],
    paint: flaw === undefined ? colors.dim : colors.yellow,
  };
}

const placeOf = ({ module, beginLine }: CoveredAction['location']): string => `${module}.tla:${beginLine}`;

const LONGEST = 60;

const shortened = (text: string): string => {
  const shown = visible(text);
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST - 3)}...` : shown;
};
