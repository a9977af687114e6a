export type { CiProblem, CiRun } from './ci-run.ts';
export { checkLine } from './check-line.ts';
export { commandsOff, commandsOn, githubAnnotations } from './github-annotations.ts';
export { jobSummary, SUMMARY_LIMIT } from './job-summary.ts';
export { junitXml } from './junit.ts';
export { sarif } from './sarif.ts';
