import type { ManifestError } from '../manifest/index.ts';

/**
 * Why models were not checked, or their traces not saved: a mistake in the command, a tool or a library that is
 * missing, a folder that cannot be written, or something about files.
 */
export interface CheckProblem extends Pick<ManifestError, 'message' | 'line'> {
  readonly code: ManifestError['code'] | 'usage' | 'tools' | 'not-writable';
  readonly file?: string;
}
