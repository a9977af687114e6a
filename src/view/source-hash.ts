import { createHash } from 'node:crypto';

/** What a content security policy names a script or a style of the page by: `sha256-...`. */
export const sourceHash = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;
