import { javaOptions } from '../java/java-options.ts';
import type { RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { captureProcess, type Captured } from './capture-process.ts';
import { notStarted, startProblem } from './check-start.ts';
import { makePrivateFolder } from './private-folder.ts';
import { modulePaths, moduleSourceFlags, type ModuleSource } from './tlc-arguments.ts';

export interface SemanticXmlRequest extends ModuleSource {
  /** The java to run. */
  readonly java: string;
  /** A class-data archive made by `ensureClassArchive`: SANY's classes are in it too. */
  readonly classArchive?: string | undefined;
  readonly timeLimitMilliseconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** `stdout` is the XML if `exitCode` is 0, else SANY's messages are in `stdout` or `stderr`. */
export interface SemanticXml extends Captured {
  /** The command, beginning with java. The private folder that it names is gone. */
  readonly argv: readonly string[];
}

/**
 * Runs SANY's XMLExporter on a module: its definitions with their levels and places, and those of all the modules that
 * it extends. `-o` leaves out the check against the XML schema, which would need the network.
 */
export async function exportSemanticXml(
  request: SemanticXmlRequest,
): Promise<Result<SemanticXml, RunProblem>> {
  const problem = startProblem(request.java, request.folder);
  if (problem) return fail(problem);
  const folder = makePrivateFolder();
  if (!folder.ok) return folder;
  const args = [
    ...javaOptions({ modelSize: 'tiny', classArchive: request.classArchive }),
    ...moduleSourceFlags(request, folder.value),
    // It does not look at TLA-Library.
    ...['tla2sany.xml.XMLExporter', '-o', ...modulePaths(request).folders.flatMap((path) => ['-I', path])],
    request.module,
  ];
  const run = await captureProcess({
    command: request.java,
    args,
    workingFolder: request.folder,
    privateFolder: folder.value.path,
    timeLimitMilliseconds: request.timeLimitMilliseconds,
    signal: request.signal,
  });
  if (!run.ok) return fail(notStarted(request.java, run.error.errno));
  return ok({ ...run.value, argv: [request.java, ...args] });
}
