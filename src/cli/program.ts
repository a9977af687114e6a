import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from './commands/context.ts';
import type { MatrixOptions } from './commands/matrix.ts';
import type { NewDesignOptions } from './commands/new-design.ts';
import type { ExitCode } from './exit-code.ts';

const JAR = new Option(
  '--jar <file>',
  'the TLC jar to use (else TLA2TOOLS_JAR, tracewright.config.json, the cache)',
);
const LIB = new Option('--lib <path...>', 'folders and jars with modules, such as CommunityModules');

/** The command line. Each command is loaded when it is used, so that `--help` is quick. */
export function buildProgram(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const program = new Command('tracewright')
    .description('Turns TLA+ models into evidence about running code.')
    .version(version())
    .exitOverride()
    .showHelpAfterError('(add --help for all options)');
  program
    .command('setup')
    .description('fetch the default TLC jar into the cache')
    .option('--quiet', 'say nothing unless something is wrong')
    .action(async (options: object) =>
      done(await (await import('./commands/setup.ts')).setup(options, context)),
    );
  program
    .command('doctor')
    .description('show Java, the jar and what this TLC can do')
    .addOption(JAR)
    .option('--json', 'print JSON on standard output')
    .action(async (options: object) =>
      done(await (await import('./commands/doctor.ts')).doctor(options, context)),
    );
  checkCommand(program).action(async (paths: string[], options: object) =>
    done(await (await import('./commands/check.ts')).check(paths, options, context)),
  );
  matrixCommand(program).action(async (paths: string[], options: MatrixOptions) =>
    done(await (await import('./commands/matrix.ts')).matrix(paths, options, context)),
  );
  program
    .command('new-design')
    .description('make a design, as a copy of another under a new name, with all its evidence')
    .argument('<name>', 'small letters, digits and hyphens')
    .option('--from <folder>', 'the design to begin with', 'specs/baseline')
    .action(async (name: string, options: NewDesignOptions) =>
      done(await (await import('./commands/new-design.ts')).newDesign(name, options, context)),
    );
  program
    .command('generate')
    .description('write the conformance suites that the manifests ask for')
    .argument('[paths...]', 'folders and manifests')
    .addOption(JAR)
    .addOption(LIB)
    .action(async (paths: string[], options: object) =>
      done(await (await import('./commands/generate.ts')).generate(paths, options, context)),
    );
  program
    .command('replay')
    .description('run the generated suites against their drivers')
    .argument('[paths...]', 'folders and manifests')
    .option('--test <id>', 'only this trace')
    .action(async (paths: string[], options: object) =>
      done(await (await import('./commands/replay.ts')).replay(paths, options, context)),
    );
  return program;
}

/** Options of the commands that run TLC and show what it says. */
const withTlcOptions = (command: Command): Command =>
  command
    .addOption(JAR)
    .addOption(LIB)
    .option(
      '--workers <n>',
      "TLC's threads, or auto; with more than 1 the counterexample may change from run to run",
      workers,
    )
    .option('--fp <n>', 'fingerprint polynomial, 0 to 130', wholeNumber(0, 130))
    .option('--seed <n>', 'seed of the simulation', bigInteger)
    .option('--memory <megabytes>', 'heap of each TLC', wholeNumber(16, 2 ** 31))
    .option('--time-limit <seconds>', 'stop a model after this time', wholeNumber(1, 2 ** 31))
    .option('--logs <folder>', "where TLC's output is kept (default: in the cache)");

function matrixCommand(program: Command): Command {
  const command = program
    .command('matrix')
    .description('show designs and properties as a table, from the verdicts of TLC on all models')
    .argument('[paths...]', 'folders and manifests (default: this folder)')
    .option('--property <name>', 'only this invariant or property, or deadlock')
    .option('--markdown', 'print Markdown on standard output, without times')
    .option('--json', 'print JSON on standard output')
    .option('--html <file>', 'write the table with its counterexamples as one page')
    .option('--no-cache', 'run TLC also on models whose inputs have not changed');
  return withTlcOptions(command);
}

function checkCommand(program: Command): Command {
  const command = program
    .command('check')
    .description('check models with TLC and compare the verdicts with what is expected')
    .argument('[paths...]', 'modules, cfg files, manifests, or folders with them (default: this folder)')
    .option('--config <file>', 'the configuration, where the path is a module')
    .option('--property <name>', 'ask for this invariant or property only, or for deadlock')
    .option('--simulate <behaviors>', 'try random behaviors instead of all states', wholeNumber(1, 2 ** 31))
    .option('--depth <states>', 'longest behavior of a simulation', wholeNumber(1, 2 ** 31))
    .option('--save-traces <folder>', 'write each counterexample as <configuration>.trace.json')
    .option('--cached', 'take the verdicts of models whose inputs have not changed from the cache')
    .option('--traces', 'show the counterexample also where it is expected')
    .option('--json', 'print JSON on standard output, text for people on standard error');
  return withTlcOptions(command);
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };

const workers = (text: string): number | 'auto' => (text === 'auto' ? text : wholeNumber(1, 1024)(text));

function bigInteger(text: string): bigint {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError('It takes a whole number.');
}

function version(): string {
  const file = join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
