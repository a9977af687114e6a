export {
  createStateGraph,
  stateAt,
  type GraphError,
  type GraphParts,
  type StateGraph,
} from './store/state-graph.ts';
export { pairChunks, unexplainedPairs, type StatePairs } from './store/unexplained-pairs.ts';
export { explainEdges, type Explanation, type UnexplainedEdges } from './store/explain-edges.ts';
export { createWalkWriter, walkEdges, type Walks } from './cover/walks.ts';
export { selectWalks, type Enough, type Selection } from './cover/select-walks.ts';
export type { CoverUnit } from './cover/cover-goal.ts';
export { joinWalks } from './cover/join-walks.ts';
export { DEFAULT_RESET_PRICE, type CoverError, type CoverOptions } from './cover/cover-classes.ts';
export {
  coverOtherTransitions,
  coverTransitions,
  type TransitionCover,
  type TransitionCoverOptions,
} from './cover/cover-transitions.ts';
export { coverStates } from './cover/cover-states.ts';
export { coverActions } from './cover/cover-actions.ts';
export { separation, type Separation, type Tried } from './cover/separation.ts';
export { encodeGraph } from './file/encode-graph.ts';
export { decodeGraph, type DecodedGraph, type GraphFileError } from './file/decode-graph.ts';
