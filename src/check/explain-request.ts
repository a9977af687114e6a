import type { ModuleStructure, TlcConfig } from '../parser/index.ts';
import type { ModelSettings } from './settings.ts';

/** The model that a trace came from. */
export interface ExplainRequest {
  readonly folder: string;
  readonly module: string;
  readonly config: TlcConfig;
  readonly structure: ModuleStructure;
  readonly settings: ModelSettings;
}
