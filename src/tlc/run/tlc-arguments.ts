import { delimiter, relative, resolve } from 'node:path';
import { javaOptions, type JavaOptions } from '../java/java-options.ts';
import { LAUNCHER_CLASS } from '../launcher/find-launcher.ts';
import type { PrivateFolder } from './private-folder.ts';

/** Where modules come from, for TLC and SANY alike. */
export interface ModuleSource {
  /** The TLC jar. */
  readonly jar: string;
  /** The jar found by `findLauncher`: TLC is started by it, and ends 300 ms sooner. */
  readonly launcher?: string | undefined;
  /** The module's folder: the working folder of the run, and what relative paths start from. */
  readonly folder: string;
  /** The root module's name, without path and `.tla`. */
  readonly module: string;
  /** Folders with modules, and jars with modules or Java overrides (CommunityModules). */
  readonly libraries?: readonly string[] | undefined;
}

/** Random behaviors instead of all states. */
export interface Simulation {
  /** How many behaviors; without it TLC goes on until it is stopped. */
  readonly behaviors?: number;
  /** States in a behavior at most; TLC's default is 100. */
  readonly depth?: number;
  /** Writes each behavior to a file of its own, whose name begins so. */
  readonly file?: string;
}

/** The state graph as a file. TLC appends `.dump` or `.dot` to a name that does not end so. */
export interface GraphDump {
  readonly format: 'states' | 'dot';
  readonly file: string;
  /** Edges carry the action's name; for `dot` only. */
  readonly actionLabels?: boolean;
}

/** One model, and how to check it. */
export interface TlcModel extends ModuleSource, JavaOptions {
  readonly configFile: string;
  /** Default 1: with more, which counterexample is found and how long it is changes from run to run. */
  readonly workers?: number | 'auto' | undefined;
  /** Fingerprint polynomial, 0..130. TLC's own default is random; ours is 0. */
  readonly fp?: number | undefined;
  /** For simulation; TLC's own default is random; ours is 1. */
  readonly seed?: number | bigint | undefined;
  /** False switches the deadlock check off; otherwise the configuration file decides. */
  readonly deadlock?: boolean | undefined;
  readonly simulate?: Simulation | undefined;
  /** Whether TLC counts how often it evaluates each expression. */
  readonly coverage?: boolean | undefined;
  readonly dump?: GraphDump | undefined;
  /** More TLC options, as on TLC's command line. */
  readonly extra?: readonly string[] | undefined;
}

const PROGRESS_SECONDS = 5;

/** Everything after `java` for a run of TLC. Pure: equal models in equal folders give equal arguments. */
export function tlcArguments(model: TlcModel, privateFolder: PrivateFolder): string[] {
  return [
    ...javaOptions(model),
    ...moduleSourceFlags(model, privateFolder),
    // TLC 2.18 prints progress once a minute whatever this says; later versions follow it.
    `-Dtlc2.TLC.progressInterval=${PROGRESS_SECONDS}`,
    // A label for the statistics that TLC sends if, and only if, the user has agreed to that in the Toolbox.
    '-Dtlc2.TLC.ide=tracewright',
    model.launcher === undefined ? 'tlc2.TLC' : LAUNCHER_CLASS,
    ...tlcOptions(model, privateFolder),
  ];
}

/** The folders of the libraries, and the class path with their jars, as Java's lists of paths can hold them. */
export function modulePaths({ jar, launcher, folder, libraries = [] }: ModuleSource): {
  readonly folders: readonly string[];
  readonly classPath: readonly string[];
} {
  // In a list a delimiter ends a path; from the working folder the path often has none.
  const listed = (path: string): string => (path.includes(delimiter) ? relative(folder, path) : path);
  const paths = libraries.map((library) => resolve(folder, library));
  const isJar = (path: string): boolean => /\.(jar|zip)$/i.test(path);
  return {
    folders: paths.filter((path) => !isJar(path)).map(listed),
    // A class-data archive fits where the class path begins as it did when the archive was made, also for SANY.
    classPath: [jar, ...(launcher === undefined ? [] : [launcher]), ...paths.filter(isJar)].map(listed),
  };
}

/** The flags by which SANY finds modules, with a temporary folder that is not shared with other runs. */
export function moduleSourceFlags(source: ModuleSource, privateFolder: PrivateFolder): string[] {
  const { folders, classPath } = modulePaths(source);
  return [
    `-Djava.io.tmpdir=${privateFolder.tmp}`,
    // Else a JVM that crashes leaves its report among the modules; its summary is in the output.
    `-XX:ErrorFile=${privateFolder.tmp}/java-crash.log`,
    ...(folders.length > 0 ? [`-DTLA-Library=${folders.join(delimiter)}`] : []),
    // SANY looks for a module's file in the roots of the class path as well, which is how jars of modules are found.
    '-cp',
    classPath.join(delimiter),
  ];
}

function tlcOptions(model: TlcModel, privateFolder: PrivateFolder): string[] {
  const { workers = 1, fp = 0, seed = 1, simulate, dump } = model;
  return [
    '-tool',
    ...['-workers', String(workers), '-fp', String(fp), '-seed', String(seed)],
    ...['-metadir', privateFolder.meta],
    // A checkpoint would be removed with the run's folder: writing one is lost time.
    ...['-checkpoint', '0'],
    ...(model.deadlock === false ? ['-deadlock'] : []),
    ...(simulate ? simulationOptions(simulate) : []),
    // In minutes; the last report comes at the end in any case.
    ...(model.coverage ? ['-coverage', '1'] : []),
    ...(dump ? dumpOptions(dump, model.folder) : []),
    ...(model.extra ?? []),
    ...['-config', model.configFile],
    // The bare name: TLC ignores TLA-Library when the module is given with a path.
    model.module,
  ];
}

const simulationOptions = ({ behaviors, depth, file }: Simulation): string[] => [
  '-simulate',
  ...(behaviors === undefined ? [] : [`num=${behaviors}${file === undefined ? '' : `,file=${file}`}`]),
  ...(depth === undefined ? [] : ['-depth', String(depth)]),
];

const dumpOptions = ({ format, file, actionLabels = true }: GraphDump, folder: string): string[] => [
  '-dump',
  ...(format === 'dot' ? [actionLabels ? 'dot,actionlabels' : 'dot'] : []),
  resolve(folder, file),
];
