import { basename } from 'node:path';
import { traceToJson } from '../trace/index.ts';
import type { Cell, Control, Evidence, Matrix, ModelName } from './matrix.ts';

/** The name and version of the schema that `matrix --json` prints; docs/matrix.schema.json describes it. */
export const MATRIX_SCHEMA = 'tracewright/matrix/1';

/** What the JSON form of a matrix is to say besides. */
export interface JsonStyle {
  readonly exitCode: number;
  /** Reasons why something could not be checked at all. */
  readonly errors: readonly object[];
  readonly commandOf: (model: ModelName) => string;
  /** A path as the report shows it. */
  readonly shownPath: (path: string) => string;
}

/** The matrix as a JSON value. */
export function matrixJson({ tables }: Matrix, style: JsonStyle): object {
  const { exitCode, errors } = style;
  return {
    schema: MATRIX_SCHEMA,
    exitCode,
    tables: tables.map(({ designs, rows }) => ({
      designs: designs.map(({ name, folder, mutants, probes, failures }) => ({
        name,
        folder: style.shownPath(folder),
        mutants: mutants.map((control) => controlJson(control, style)),
        probes: probes.map((control) => controlJson(control, style)),
        failures: failures.map((failure) => evidenceJson(failure, style)),
      })),
      rows: rows.map(({ property, cells }) => ({
        property,
        cells: cells.map((cell) => cellJson(cell, style)),
      })),
    })),
    errors,
  };
}

const cellJson = ({ status, evidence }: Cell, style: JsonStyle): object => ({
  status,
  evidence: evidence.map((item) => evidenceJson(item, style)),
});

const controlJson = ({ property, evidence }: Control, style: JsonStyle): object => ({
  property,
  ...evidenceJson(evidence, style),
});

function evidenceJson(evidence: Evidence, { commandOf, shownPath }: JsonStyle): object {
  const { model, milliseconds, trace, ...said } = evidence;
  return {
    ...said,
    folder: shownPath(model.folder),
    module: model.module,
    config: basename(model.config),
    ...(milliseconds !== undefined && { seconds: milliseconds / 1000 }),
    command: commandOf(model),
    ...(trace && { trace: traceToJson(trace) }),
  };
}
