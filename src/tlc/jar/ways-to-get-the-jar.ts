import { DEFAULT_JAR } from './known-jars.ts';

/** Ends every message about a jar that could not be fetched. */
export const WAYS_TO_GET_THE_JAR = [
  'Ways to get the TLC jar:',
  '  - install Maven, so that `mvn` is on PATH, and run `npx tracewright setup`; it uses your mirrors and proxy settings;',
  `  - set TRACEWRIGHT_MAVEN_REPOSITORY to the address of a Maven repository with ${DEFAULT_JAR.mavenArtifact}, and run it;`,
  '  - put a jar anywhere, and name it with --jar or the variable TLA2TOOLS_JAR.',
].join('\n');
