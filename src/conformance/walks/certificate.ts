import { firstOf, grouped, printState } from '../../trace/index.ts';
import { noEvidence, type Evidence } from './evidence.ts';
import { whatWasCompared, whatWasLeftOut } from './what-was-compared.ts';
import type { WalkGraph } from './walk-graph.ts';

/** How many of the things that are missing are named. */
const NAMED = 5;

/**
 * What a run of walks shows, a sentence each. When every transition was taken and every refusal was tried, it ends by
 * saying that the implementation does what the model does; else it says what is missing. Where the choices are the
 * implementation's, every action has to be performed in each state that was seen, whatever its outcome.
 */
export function certificate(graph: WalkGraph, evidence: Evidence): readonly string[] {
  const { set } = graph;
  const { noRefusals, states } = evidence;
  const isFree = set.choices === 'implementation';
  const total = set.states.reduce(
    (sum, _, state) => sum + (isFree && states[state] === 0 ? 0 : graph.disabledAt(state).length),
    0,
  );
  const failed = evidence.failedRefusals.size;
  const open = total - evidence.refusals - failed;
  const missing: readonly Missing[] = [
    ...missingWalks(set.walks.length, evidence).map(gap),
    ...missingSteps(graph, evidence),
    ...evidence.otherWays.map((way) => gap(`${way}; ${WHOSE_CHOICE}`)),
    ...(noRefusals === undefined
      ? [
          ...(set.unlisted ?? []).map((what) =>
            limit(`refusals of ${what} were tried only for the arguments that occur`),
          ),
          ...(failed > 0
            ? [
                gap(
                  `${grouped(failed)} ${failed === 1 ? 'refusal' : 'refusals'} failed: the action was performed, changed the state, or was not answered`,
                ),
              ]
            : []),
          ...(open > 0 ? [gap(`${some(open, 'refusal')} not tried`)] : []),
        ]
      : [{ what: `refusals were not tried: ${noRefusals}`, isLimit: set.noRefusals !== undefined }]),
  ];
  const isAsPlanned = missing.every(({ isLimit }) => isLimit);
  const hasCompared = isAsPlanned || states.includes(1);
  return [
    ...(isFree && isAsPlanned ? freeLines(set, evidence) : countedLines(graph, evidence, total)),
    ...(hasCompared ? [whatWasCompared(set)] : []),
    ...(missing.length === 0
      ? [
          `so, within the bounds of ${set.id}.cfg and as far as the driver shows it${whatWasLeftOut(set)}, the implementation ${isFree ? WHAT_IT_DOES : 'reaches the states of the model by its transitions and by no others'}`,
        ]
      : missing.map(({ what }) => `missing: ${what}`)),
  ];
}

/** What a certificate does not cover. */
interface Missing {
  readonly what: string;
  /** It is so by what the suite is made of, whatever the implementation does. */
  readonly isLimit: boolean;
}

const gap = (what: string): Missing => ({ what, isLimit: false });
const limit = (what: string): Missing => ({ what, isLimit: true });

/** What a walk's author can do about an implementation that chooses otherwise. */
const WHOSE_CHOICE =
  'if that is its right, "choices": "implementation" in the manifest\'s "walk" lets walks go on from there';

const WHAT_IT_DOES =
  'performs what the model allows with an outcome that it allows, and refuses everything else, wherever its own choices lead';

const countedLines = ({ set }: WalkGraph, evidence: Evidence, refusals: number): readonly string[] => [
  `${set.id}: ${seenText(set, evidence)}, in ${evidence.walks} ${evidence.walks === 1 ? 'walk' : 'walks'}`,
  ...(evidence.noRefusals === undefined
    ? [
        `${share(evidence.refusals, refusals)} refusals: an action that the model does not allow in a state was refused there`,
      ]
    : []),
];

/** Without numbers: they depend on what the implementation chose. */
const freeLines = ({ id, frontier }: WalkGraph['set'], { noRefusals }: Evidence): readonly string[] => [
  `${id}: in the states that were seen, ${frontier === undefined ? 'each action that the model allows there was performed, and led' : 'each action that was performed led'} where the model allows`,
  ...(noRefusals === undefined
    ? ['in these states, each action that the model does not allow there was refused']
    : []),
];

/** What was seen, where that depends on the implementation; none where it does not. */
export function seenByChance({ set }: WalkGraph, evidence: Evidence): readonly string[] {
  if (set.choices !== 'implementation') return [];
  const { edges, states } = evidence;
  const isAll = !edges.includes(0) && !states.includes(0);
  const isWhole = missingWalks(set.walks.length, evidence).length === 0;
  const why = isWhole && !isAll ? '; the others need choices that the implementation did not make' : '';
  return [`${set.id}: ${seenText(set, evidence)}${why}`];
}

const seenText = ({ edges, states }: WalkGraph['set'], evidence: Evidence): string =>
  `${share(count(evidence.edges), edges.length)} transitions taken, ${share(count(evidence.states), states.length)} states visited`;

/** What a run that misses nothing says. */
export function fullCertificate(graph: WalkGraph): readonly string[] {
  const { set } = graph;
  const { states, edges, calls, ...nothing } = noEvidence(graph);
  for (const { start, edges: path } of set.walks) {
    states[start] = 1;
    for (const edge of path) {
      edges[edge] = 1;
      calls[graph.callOfEdge(edge)] = 1;
      states[set.edges[edge]![1]] = 1;
    }
  }
  const visited = [...states.keys()].filter((state) => states[state] === 1);
  return certificate(graph, {
    ...{ ...nothing, states, edges, calls },
    refusals: visited.reduce((sum, state) => sum + graph.disabledAt(state).length, 0),
    walks: set.walks.length,
  });
}

/** What a walk saw before it failed may be all that there is to see, and yet it failed: on its way, or at its end. */
const missingWalks = (planned: number, { walks, failedWalks }: Evidence): readonly string[] => [
  ...(failedWalks > 0 ? [`${grouped(failedWalks)} ${failedWalks === 1 ? 'walk' : 'walks'} failed`] : []),
  ...(walks < planned ? [`${some(planned - walks, 'walk')} not taken`] : []),
];

function missingSteps(graph: WalkGraph, evidence: Evidence): readonly Missing[] {
  const { frontier, states, goal, choices } = graph.set;
  const isFree = choices === 'implementation';
  if (frontier === undefined)
    return (isFree ? missingCalls(graph, evidence) : missingEdges(graph, evidence.edges)).map(gap);
  const beyond = `what the model does beyond the ${grouped(states.length - frontier.length)} states of ${goal}`;
  // How much of these the walks come to depends on what the implementation chooses.
  return isFree
    ? [limit(`${beyond}, and in these what its choices do not lead to`)]
    : [limit(beyond), ...missingEdges(graph, evidence.edges).map(gap)];
}

function missingEdges(graph: WalkGraph, taken: Uint8Array): readonly string[] {
  const open = graph.set.edges.flatMap((_, edge) => (taken[edge] === 0 ? [edge] : []));
  return open.length === 0 ? [] : [`${some(open.length, 'transition')} not taken: ${namesOf(graph, open)}`];
}

function missingCalls(graph: WalkGraph, { calls, states }: Evidence): readonly string[] {
  const open = new Map<number, number>();
  graph.set.edges.forEach(([source], edge) => {
    const call = graph.callOfEdge(edge);
    if (states[source] === 1 && calls[call] === 0) open.set(call, edge);
  });
  const [first] = open.values();
  if (first === undefined) return [];
  const where = shownState(graph, graph.set.edges[first]![0]);
  return [
    `${some(open.size, 'action')} not performed in states that were seen: ${namesOf(graph, [...open.values()])}; the first in ${where}`,
  ];
}

/** How long the text of a state may be. */
const SHOWN_STATE = 160;

function shownState(graph: WalkGraph, state: number): string {
  const text = printState(graph.stateOf(state));
  return text.length > SHOWN_STATE ? `${text.slice(0, SHOWN_STATE)}...` : text;
}

function namesOf(graph: WalkGraph, which: readonly number[]): string {
  const names = [...new Set(which.map((edge) => graph.nameOf(graph.set.edges[edge]![2])))];
  return firstOf(names, NAMED);
}

const some = (number: number, noun: string): string =>
  `${grouped(number)} ${noun}${number === 1 ? ' was' : 's were'}`;

const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);

const share = (part: number, whole: number): string => `${grouped(part)} of ${grouped(whole)}`;
