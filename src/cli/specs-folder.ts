import { fileURLToPath } from 'node:url';

/** The specifications of the study's designs: part of the package. */
export const SPECS = fileURLToPath(new URL('../../specs', import.meta.url));
