import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import type { Environment } from '../environment.ts';
import { DEFAULT_JAR } from './known-jars.ts';

/** Where the default jar is kept; it need not be there. */
export const jarInCache = (env: Environment): string =>
  join(cacheFolder(env), 'jars', DEFAULT_JAR.mavenArtifact.replaceAll(':', '-'), DEFAULT_JAR.fileName);
