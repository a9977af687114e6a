export { discoverModels, type Discovery, type FoundManifest, type ModelTask } from './discover.ts';
export { loadManifest, type LoadedManifest } from './load.ts';
export { parseManifest } from './parse.ts';
export { expectedStates } from './expected-states.ts';
export { nearest } from './nearest.ts';
export { readJson, type JsonText } from './read-json.ts';
export type {
  Expectation,
  ExpectedViolation,
  HoldingExpectation,
  Manifest,
  ManifestError,
  ManifestModel,
  ManifestSuite,
  ModelRole,
  PlacedName,
  Tier,
  CoverGoal,
  WalkGoal,
  WalkOptions,
} from './manifest.ts';
