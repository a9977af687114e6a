import { createHash } from 'node:crypto';
import { parseWalks } from '../../trace/index.ts';
import { ConformanceError, summaryOf } from '../conformance-error.ts';
import { failureToTry, noteFailure, wantsFailure } from '../note-failure.ts';
import type { FileBeside } from '../read-beside.ts';
import { certificate, seenByChance } from './certificate.ts';
import { noEvidence, type Evidence } from './evidence.ts';
import { failingPathOf } from './failing-path.ts';
import {
  failsWithoutRefusals,
  replayWalk,
  type AnyCreateDriver,
  wanderFrom,
  type WalkContext,
} from './replay-walks.ts';
import { walkGraph } from './walk-graph.ts';
import { walkTests, type WalkTest } from './walk-tests.ts';
import { wayToOpenCall } from './way-to-open-call.ts';

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
export function openWalks(
  { text, problem }: FileBeside,
  hash: string,
  createDriver: AnyCreateDriver,
): OpenWalks {
  const lines = text.replace(/\r\n?/g, '\n');
  if (createHash('sha256').update(lines).digest('hex').slice(0, 16) !== hash)
    throw problem('is not the file of walks that was generated with this suite');
  const set = parseWalks(lines);
  if (!set.ok) throw problem(`cannot be read (${set.error})`);
  const graph = walkGraph(set.value);
  const evidence = noEvidence(graph);
  const { id, walks } = set.value;
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
      const attempt = async (walk: () => Promise<void>): Promise<readonly ConformanceError[]> => {
        try {
          await walk();
          return [];
        } catch (error) {
          if (!(error instanceof ConformanceError)) throw error;
          const path = failingPathOf(error);
          if (path && wantsFailure()) {
            const isAlone = path.refusal === undefined && (await failsWithoutRefusals(path, context));
            noteFailure({ id, ...path, needsRefusals: !isAlone });
          }
          return [error];
        }
      };
      const failed: ConformanceError[] = [];
      for (const walk of test.walks)
        failed.push(...(await attempt(() => replayWalk(walks[walk]!, context, evidence))));
      if (failed.length === 0 && evidence.walks === walks.length)
        // What only comes after all walks, one test alone does not come to.
        failed.push(
          ...(await attempt(() => walkOn({ ...context, repeat: repeat.replaceAll(test.id, id) }, evidence))),
        );
      if (failed[0]) throw toldOnce(failures, test.id, failed[0], failed.length - 1);
    },
    shown: () => certificate(graph, evidence),
    chosen: () => seenByChance(graph, evidence),
  };
}

/** When all walks were taken, the choices of an implementation may have left something that only a new start comes to. */
async function walkOn(context: WalkContext, evidence: Evidence): Promise<void> {
  const { graph } = context;
  if (graph.set.choices !== 'implementation') return;
  for (;;) {
    const ways = graph.set.initial.map((start) => ({ start, way: wayToOpenCall(graph, evidence, start) }));
    const next =
      ways.find(({ way }) => way && !way.isHope) ?? ways.find(({ way }) => way && evidence.hope > 0);
    if (!next) return;
    const before = [evidence.hope, performed(evidence)];
    await wanderFrom(next.start, context, evidence);
    if (evidence.hope === before[0] && performed(evidence) === before[1]) return;
  }
}

const performed = ({ calls }: Evidence): number => calls.reduce((sum, call) => sum + call, 0);

/** One mistake fails many walks: all but the first only name that one. */
function toldOnce(
  failures: Map<string, string>,
  id: string,
  error: ConformanceError,
  others: number,
): ConformanceError {
  const summary = summaryOf(error);
  const first = failures.get(summary) ?? id;
  failures.set(summary, first);
  const text = first === id ? error.message : `the same as in ${first}: ${summary}`;
  const more = others === 1 ? 'another walk' : `${others} other walks`;
  return new ConformanceError(others === 0 ? text : `${text}\n${more} of this test failed too`, summary);
}
