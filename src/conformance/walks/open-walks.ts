import { createHash } from 'node:crypto';
import { parseWalks } from '../../trace/index.ts';
import { ConformanceError, summaryOf } from '../conformance-error.ts';
import { noteFailure, wantsFailure } from '../note-failure.ts';
import { certificate, seenByChance } from './certificate.ts';
import { noEvidence } from './evidence.ts';
import { failingPathOf } from './failing-path.ts';
import { failsWithoutRefusals, replayWalk, type AnyCreateDriver } from './replay-walks.ts';
import { walkGraph } from './walk-graph.ts';

/** A test of some walks, one after the other. */
export interface WalkTest {
  /** `MCQueue#3`: what `tracewright replay --test` takes. */
  readonly id: string;
  readonly title: string;
  /** Their places in the set, from 0. */
  readonly walks: readonly number[];
}

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

/** More tests than this make a report that nobody reads, so each takes several walks then. */
const MOST_TESTS = 200;

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
  const { id, goal, walks } = set.value;
  const failures = new Map<string, string>();
  return {
    id,
    tests: group(
      id,
      goal,
      walks.map(({ edges }) => edges.length),
    ),
    replay: async (test, repeat) => {
      const context = { graph, createDriver, repeat, wanders: true };
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

/** Walks in groups of the same size, named by their places from 1. */
function group(id: string, goal: string, lengths: readonly number[]): readonly WalkTest[] {
  const size = Math.max(1, Math.ceil(lengths.length / MOST_TESTS));
  return Array.from({ length: Math.ceil(lengths.length / size) }, (_, i) => {
    const walks = Array.from(lengths.keys()).slice(i * size, (i + 1) * size);
    const steps = walks.reduce((sum, walk) => sum + lengths[walk]!, 0);
    const which = size === 1 ? 'one walk' : `walks ${walks[0]! + 1} to ${walks.at(-1)! + 1}`;
    return {
      id: `${id}#${i + 1}`,
      title: `${goal}, ${which}, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
      walks,
    };
  });
}
