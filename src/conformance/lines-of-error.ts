import { inspect } from 'node:util';

/** Frames that are the same in every failure: this replay, the test runner, Node itself. */
const FOREIGN_FRAME =
  /^ +at .*([\\/]conformance[\\/](replay|driver-session|walks[\\/]replay-walks)\.[jt]s:|[\\/]@vitest[\\/]runner[\\/]|\bnode:internal\/)/;

/** What a driver threw, of whatever kind, with its causes, and with the frames of the driver and what it calls. */
export function linesOfError(error: unknown): readonly string[] {
  return inspect(error)
    .split('\n')
    .flatMap((line) => {
      if (!FOREIGN_FRAME.test(line)) return [line];
      // The last frame of an error may open the list of its causes and fields.
      return line.endsWith('{') ? ['{'] : [];
    });
}
