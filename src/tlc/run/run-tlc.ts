import { rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { cacheFolder } from '../cache-folder.ts';
import type { RunProblem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { notStarted, startProblem } from './check-start.ts';
import { placeGeneratedFiles, type GeneratedFiles } from './generated-files.ts';
import { runGuarded, type ProcessEnd } from './guarded-process.ts';
import { openGraphPipe } from './graph-pipe.ts';
import { openLog } from './log-file.ts';
import { behaviorFiles } from './behavior-files.ts';
import { makePrivateFolder } from './private-folder.ts';
import { tlcArguments, type TlcModel } from './tlc-arguments.ts';

export interface TlcRequest extends TlcModel {
  /** The java to run. */
  readonly java: string;
  readonly timeLimitMilliseconds?: number | undefined;
  /** Where the log goes; default: `logs` in the cache folder. */
  readonly logFolder?: string | undefined;
  /** Files made for this run: `configFile` and `module` are taken from among them if they are there. */
  readonly generated?: GeneratedFiles | undefined;
  /** Where the run's private folder is made: it must hold TLC's states. Default: the system's temporary folder. */
  readonly scratchFolder?: string | undefined;
}

export interface TlcWatch {
  /** Output and error output as text, in the order in which TLC wrote it; a piece may end anywhere in a line. */
  readonly onOutput?: (text: string) => void;
  /** The state graph in dot with action labels, as TLC writes it, instead of a file: it comes through a pipe. */
  readonly onGraph?: (text: string) => void;
  /** Each behavior of a simulation, as TLC writes it, in their order, when all are done. */
  readonly onBehavior?: (text: string) => void;
  /** Stops the run. */
  readonly signal?: AbortSignal;
}

/** A run that took place. Which verdict it gave is for others to read from the output. */
export interface TlcRun extends ProcessEnd {
  /** All that was written, byte for byte. */
  readonly logFile: string;
  /** False if the disk was too full to keep all of it. */
  readonly logComplete: boolean;
  /** The command, beginning with java. The private folder that it names is gone. */
  readonly argv: readonly string[];
}

/**
 * Runs TLC on one model to its end. Whatever happens, to TLC or to this process, no Java process and no private folder
 * is left behind.
 */
export async function runTlc(request: TlcRequest, watch: TlcWatch = {}): Promise<Result<TlcRun, RunProblem>> {
  const problem = startProblem(request.java, request.folder);
  if (problem) return fail(problem);
  const config = basename(request.configFile, extname(request.configFile));
  const log = openLog(
    request.logFolder ?? join(cacheFolder(process.env), 'logs'),
    `${request.module}-${config}`,
  );
  if (!log.ok) return log;
  try {
    const folder = makePrivateFolder(request.scratchFolder);
    if (!folder.ok) return folder;
    const model = placeGeneratedFiles(request, request.generated, folder.value);
    if (!model.ok) return model;
    const pipe = watch.onGraph ? openGraphPipe(folder.value, watch.onGraph) : undefined;
    if (pipe && !pipe.ok) {
      rmSync(folder.value.path, { recursive: true, force: true });
      return pipe;
    }
    const dump = pipe ? ({ format: 'dot', file: pipe.value.path } as const) : request.dump;
    const behaviors = behaviorFiles(request.simulate, folder.value, watch.onBehavior);
    const args = tlcArguments({ ...model.value, dump, simulate: behaviors.simulate }, folder.value);
    const decoder = new StringDecoder('utf8');
    const end = await runGuarded({
      command: request.java,
      args,
      workingFolder: model.value.folder,
      privateFolder: folder.value.path,
      keepPrivateFolder: behaviors.areWanted,
      timeLimitMilliseconds: request.timeLimitMilliseconds,
      signal: watch.signal,
      onOutput: (bytes) => {
        log.value.write(bytes);
        watch.onOutput?.(decoder.write(bytes));
      },
    });
    await pipe?.value.finish();
    behaviors.finish();
    if (!end.ok) return fail(notStarted(request.java, end.error.errno));
    return ok({
      ...end.value,
      logFile: log.value.path,
      logComplete: log.value.complete(),
      argv: [request.java, ...args],
    });
  } finally {
    log.value.close();
  }
}
