import type { ManifestError } from '../manifest/index.ts';
import { shownPath } from './shown-path.ts';

/** `folder/manifest.json:12: message`. */
export const placed = ({ file, line, message }: ManifestError): string =>
  `${shownPath(file)}${line === undefined ? '' : `:${line}`}: ${message}`;
