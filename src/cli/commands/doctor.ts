import { doctorReport, explainErrno, type DoctorReport } from '../../tlc/index.ts';
import { readProjectConfig } from '../config-file.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
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
  if (options.json)
    out.write(`${JSON.stringify({ schema: 'tracewright/doctor-report/1', ...report }, null, 2)}\n`);
  const text = doctorText(report, config.value.file, config.value.libraries);
  (options.json ? log : out).write(text);
  return report.ready ? EXIT.asExpected : EXIT.didNotRun;
}

function doctorText(
  report: DoctorReport,
  configFile: string | undefined,
  libraries: readonly string[],
): string {
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const rows: [string, string][] = [
    [
      'Java',
      report.java.ok ? `${report.java.value.version} (${report.java.value.path})` : report.java.error.message,
    ],
    [
      'TLC jar',
      report.jar.ok ? `${report.jar.value.path} (from ${report.jar.value.source})` : report.jar.error.message,
    ],
  ];
  if (report.jar.ok) {
    const { version, sha256, known, capabilities } = report.jar.value;
    const abilities = Object.entries(capabilities).map(([name, able]) => `${name}: ${able ? 'yes' : 'no'}`);
    rows.push(
      ['TLC version', version ?? 'unknown: this jar did not answer as TLC does'],
      ['SHA-256', `${sha256} (${known ? `known: ${known.mavenArtifact}` : 'not in the list of known jars'})`],
      ['this TLC', abilities.join(', ')],
    );
  }
  rows.push(
    ['class archive', report.classArchive ?? 'not there yet; made at the first check'],
    ['Maven', report.maven ?? 'not found; only setup needs it'],
    [
      'cache',
      `${report.cache.path}${report.cache.writable ? '' : ` (not writable: ${explainErrno(report.cache.errno ?? '')})`}`,
    ],
    ['settings', configFile ?? 'no tracewright.config.json'],
    ['libraries', libraries.length === 0 ? 'none' : libraries.join(', ')],
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
