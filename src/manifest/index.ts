export { discoverModels, moduleFor, type Discovery, type FoundManifest, type ModelTask } from './discover.ts';
export { loadManifest, type LoadedManifest } from './load.ts';
export { parseManifest } from './parse.ts';
export { nearest } from './nearest.ts';
export type {
  Expectation,
  ExpectedViolation,
  HoldingExpectation,
  Manifest,
  ManifestError,
  ManifestModel,
  ManifestSuite,
  ModelRole,
} from './manifest.ts';
