import {
  doctorReport,
  explainErrno,
  type Capabilities,
  type DoctorReport,
  type JarSource,
} from '../../tlc/index.ts';
import { readProjectConfig } from '../config-file.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { libraryProblem, type Library } from '../libraries.ts';
import { complain, type CommandContext } from './context.ts';

/** `tracewright doctor`: shows with what models would be checked here, and what is missing. */
export async function doctor(
  options: { readonly jar?: string; readonly json?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const config = await readProjectConfig(process.cwd());
  if (!config.ok) return complain(context, config.error, EXIT.didNotRun);
  const report = await doctorReport({ flag: options.jar, env: context.env, configured: config.value.jar });
  const { out, log } = context.terminal;
  const libraries = config.value.libraries.map((library) => {
    const problem = libraryProblem(library);
    return { ...library, ...(problem !== undefined && { problem }) };
  });
  const ready = report.ready && libraries.every(({ problem }) => problem === undefined);
  const json = { schema: 'tracewright/doctor-report/1', ...report, ready, libraries };
  if (options.json) out.write(`${JSON.stringify(json, null, 2)}\n`);
  const text = doctorText({ ...report, ready }, config.value.file, libraries);
  (options.json ? log : out).write(text);
  return ready ? EXIT.asExpected : EXIT.didNotRun;
}

const NAMED_BY: Readonly<Record<JarSource, string>> = {
  flag: 'named by --jar',
  environment: 'named by TLA2TOOLS_JAR',
  config: 'named by the settings',
  cache: 'from the cache',
};

const ABILITIES: Readonly<Record<keyof Capabilities, string>> = {
  actionArguments: 'prints the arguments of actions (else Tracewright asks for them)',
  namesTemporalProperty: 'names the violated temporal property (else Tracewright asks for it)',
  dumpTrace: 'writes counterexamples as JSON (-dumpTrace)',
  checksOnCommandLine: 'takes properties on its command line (-inv, -postCondition)',
  aliasAndPostcondition: 'knows ALIAS and POSTCONDITION in a cfg file',
};

function doctorText(
  report: DoctorReport,
  settings: string | undefined,
  libraries: readonly (Library & { readonly problem?: string })[],
): string {
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const rows: [string, string][] = [
    [
      'Java',
      report.java.ok ? `${report.java.value.version} (${report.java.value.path})` : report.java.error.message,
    ],
    [
      'TLC jar',
      report.jar.ok
        ? `${report.jar.value.path} (${NAMED_BY[report.jar.value.source]})`
        : report.jar.error.message,
    ],
  ];
  if (report.jar.ok) {
    const { version, sha256, known, capabilities } = report.jar.value;
    const abilities = Object.entries(ABILITIES).map(
      ([name, text]) => `${capabilities[name as keyof Capabilities] ? 'yes' : 'no '}  ${text}`,
    );
    rows.push(
      ['TLC version', version ?? 'unknown: this jar did not answer as TLC does'],
      ['SHA-256', `${sha256} (${known ? `known: ${known.mavenArtifact}` : 'not in the list of known jars'})`],
      ['this TLC', abilities.join('\n')],
    );
  }
  rows.push(
    ['class archive', report.classArchive ?? 'not there yet; made at the first check'],
    ['Maven', report.maven ?? 'not found; only setup needs it'],
    [
      'cache',
      `${report.cache.path}${report.cache.writable ? '' : ` (not writable: ${explainErrno(report.cache.errno ?? '')})`}`,
    ],
    ['settings', settings ?? 'no tracewright.config.json'],
    ['libraries', libraries.map(({ path, problem }) => problem ?? path).join('\n') || 'none'],
    [
      'machine',
      `${report.machine.cpus} CPUs, ${gigabytes(report.machine.freeMemoryBytes)} of ${gigabytes(report.machine.memoryBytes)} free`,
    ],
  );
  const lines = rows.map(
    ([name, value]) => `${name.padEnd(14)} ${value.split('\n').join(`\n${' '.repeat(15)}`)}`,
  );
  return `${lines.join('\n')}\n${report.ready ? 'ready' : 'not ready: see above'}\n`;
}
