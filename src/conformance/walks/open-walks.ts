import { createHash } from 'node:crypto';
import { parseWalks } from '../../trace/index.ts';
import { ConformanceError, summaryOf } from '../conformance-error.ts';
import { failureToTry, noteFailure, wantsFailure } from '../note-failure.ts';
import { certificate, seenByChance } from './certificate.ts';
import { noEvidence } from './evidence.ts';
import { failingPathOf } from './failing-path.ts';
import { failsWithoutRefusals, replayWalk, type AnyCreateDriver } from './replay-walks.ts';
import { walkGraph } from './walk-graph.ts';
import { walkTests, type WalkTest } from './walk-tests.ts';

/** Walks through a state graph as tests, with what they have shown so far. */
export interface OpenWalks {
  /** The name of the configuration. */
  readonly id: string;
  readonly tests: readonly WalkTest[];
  /** Replays the walks of a test; `repeat` is the command that does it again. */
  readonly replay: (test: WalkTest, repeat: string) => Promise<void>;
  /** What all walks that were replayed show together, a sentence each. */
  readonly shown: () => readonly string[];
  /** What they have shown besides, which is another thing with each implementation: how far its choices led. */
  readonly chosen: () => readonly string[];
}

/**
 * Opens a file of walks.
 * @param hash The first 16 digits of the SHA-256 of its text, without regard to line ends.
 * @throws ConformanceError when the text is not the one that was generated.
 */
export function openWalks(text: string, hash: string, createDriver: AnyCreateDriver): OpenWalks {
  const lines = text.replace(/\r\n?/g, '\n');
  if (createHash('sha256').update(lines).digest('hex').slice(0, 16) !== hash)
    throw new ConformanceError(
      'the walks are not those that were generated with this suite: generate it again',
    );
  const set = parseWalks(lines);
  if (!set.ok) throw new ConformanceError(set.error);
  const graph = walkGraph(set.value);
  const evidence = noEvidence(graph);
  const { id } = set.value;
  const failures = new Map<string, string>();
  return {
    id,
    tests: walkTests(set.value),
    replay: async (test, repeat) => {
      const context = { graph, createDriver, repeat, wanders: true };
      const wanted = failureToTry(id);
      if (wanted) {
        if (await failsWithoutRefusals(wanted, context)) throw new ConformanceError('it fails there too');
        return;
      }
      for (const walk of test.walks) {
        try {
          await replayWalk(walk, context, evidence);
        } catch (error) {
          const path = error instanceof ConformanceError ? failingPathOf(error) : undefined;
          if (path && wantsFailure()) {
            const isAlone = path.refusal === undefined && (await failsWithoutRefusals(path, context));
            noteFailure({ id, ...path, needsRefusals: !isAlone });
          }
          throw toldOnce(failures, test.id, error);
        }
      }
    },
    shown: () => certificate(graph, evidence),
    chosen: () => seenByChance(graph, evidence),
  };
}

/** One mistake fails many walks: all but the first only name that one. */
function toldOnce(failures: Map<string, string>, id: string, error: unknown): unknown {
  if (!(error instanceof ConformanceError)) return error;
  const summary = summaryOf(error);
  const first = failures.get(summary);
  failures.set(summary, first ?? id);
  return first === undefined || first === id
    ? error
    : new ConformanceError(`the same as in ${first}: ${summary}`);
}
