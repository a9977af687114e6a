import { Command, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../manifest/index.ts';
import type { CommandContext } from './commands/context.ts';
import type { ExploreOptions } from './commands/explore.ts';
import type { MatrixOptions } from './commands/matrix.ts';
import type { ReportOptions } from './commands/report.ts';
import type { NewDesignOptions } from './commands/new-design.ts';
import type { RunOptions } from './commands/run.ts';
import type { InitOptions } from './commands/init.ts';
import type { MutantsOptions } from './commands/mutants.ts';
import type { ExportOptions } from './commands/trace.ts';
import type { ExitCode } from './exit-code.ts';
import { version } from './version.ts';

const JAR = new Option(
  '--jar <file>',
  'the TLC jar to use (else TLA2TOOLS_JAR, tracewright.config.json, the cache)',
);
const TIER = new Option('--tier <name>', 'models for every change, large ones for the night, or all').choices(
  ['pr', 'nightly', 'all'],
);

const LIB = new Option(
  '--lib <path>',
  'a folder or jar with modules, such as CommunityModules; can be given several times',
).argParser((path: string, others: readonly string[] = []) => [...others, path]);

/** The command line. Each command is loaded when it is used, so that `--help` is quick. */
export function buildProgram(context: CommandContext, done: (exitCode: ExitCode) => void): Command {
  const program = new Command('tracewright')
    .description('Turns TLA+ models into evidence about running code.')
    .version(version())
    .exitOverride()
    .showSuggestionAfterError(false)
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
  reportCommand(program).action(async (paths: string[], options: ReportOptions) =>
    done(await (await import('./commands/report.ts')).report(paths, options, context)),
  );
  mutantsCommand(program).action(async (paths: string[], options: MutantsOptions) =>
    done(await (await import('./commands/mutants.ts')).mutants(paths, options, context)),
  );
  suiteCommands(program, context, done);
  traceCommands(program, context, done);
  kernelCommands(program, context, done);
  suggestNames(program);
  return program;
}

/** The commands about designs and the suites that hold them to their models. */
function suiteCommands(program: Command, context: CommandContext, done: (exitCode: ExitCode) => void): void {
  program
    .command('new-design')
    .description('make a design: a copy of another one under a new name, with all its evidence')
    .argument('<name>', 'small letters, digits and hyphens')
    .option('--from <folder>', 'the design to begin with', 'specs/baseline')
    .action(async (name: string, options: NewDesignOptions) =>
      done(await (await import('./commands/new-design.ts')).newDesign(name, options, context)),
    );
  program
    .command('init')
    .description(
      'write a manifest and a driver to be completed beside a specification; nothing is overwritten',
    )
    .argument('<path>', 'a module or cfg file, or a folder with one model')
    .option('--config <file>', 'the configuration (where the path is a module)')
    .addOption(JAR)
    .addOption(LIB)
    .action(async (path: string, options: InitOptions) =>
      done(await (await import('./commands/init.ts')).init(path, options, context)),
    );
  program
    .command('generate')
    .description('write the conformance suites that the manifests ask for')
    .argument('[paths...]', 'folders and manifests')
    .addOption(JAR)
    .addOption(LIB)
    .option('--check', 'write nothing; exit with 1 when the suites are not what would be written')
    .action(async (paths: string[], options: object) =>
      done(await (await import('./commands/generate.ts')).generate(paths, options, context)),
    );
  program
    .command('replay')
    .description('run the generated suites against their drivers')
    .argument('[paths...]', 'folders and manifests')
    .option('--test <id>', 'only this trace, or this test of walks')
    .option(
      '--save <name>',
      'keep the shortest way to the failure of --test as a saved trace, and name it in the manifest',
    )
    .action(async (paths: string[], options: object) =>
      done(await (await import('./commands/replay.ts')).replay(paths, options, context)),
    );
}

/** The commands about saved traces. */
function traceCommands(program: Command, context: CommandContext, done: (exitCode: ExitCode) => void): void {
  program
    .command('view')
    .description('write one HTML file that shows a trace, or two side by side; or show one in the terminal')
    .argument('<traces...>', 'traces that check --save-traces wrote, in ITF, or of TLC itself')
    .option('--text', 'print each step with what it changes')
    .option('--lines', 'print a line for each change, with its step: to search, to filter, and for a pager')
    .option('--table', 'print a row for each place of the state that changes, a column for each state')
    .option('--tty', 'go through the steps with keys')
    .option('--output <file>', 'the file to write (default: the name of the trace, in this folder)')
    .option('--title <text>', 'what the trace shows, as a heading')
    .option('--actors <parameter...>', 'the parameters of actions that name actors (default: inferred)')
    .option('--specs <folder...>', 'where the modules are (default: beside the trace, and this folder)')
    .action(async (traces: string[], options: object) =>
      done(await (await import('./commands/view.ts')).view(traces, options, context)),
    );
  const trace = program.command('trace').description('read and write saved traces');
  trace
    .command('export')
    .description('write a trace in another format: ITF, Markdown, Mermaid, SVG, Perfetto, VCD, ...')
    .argument('<file>', 'a trace that check --save-traces wrote, or one in ITF')
    .requiredOption('--format <name>', 'the format; an unknown one lists all')
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--title <text>', 'what the trace shows, as a heading')
    .option('--actors <parameter...>', 'the parameters of actions that name actors (default: inferred)')
    .action(async (file: string, options: ExportOptions) =>
      done(await (await import('./commands/trace.ts')).exportTrace(file, options, context)),
    );
  trace
    .command('import')
    .description(
      'write a trace of another tool as one of Tracewright: ITF (Apalache, Quint), or what TLC itself writes',
    )
    .argument(
      '<file>',
      'ITF, -dumpTrace json, a module <Spec>_TTrace_<number>.tla, or the output of TLC with -tool',
    )
    .option('--output <file>', 'the file to write (default: standard output)')
    .option('--model <cfg>', 'a model whose actions TLC is to find for the steps')
    .addOption(JAR)
    .addOption(LIB)
    .action(async (file: string, options: object) =>
      done(await (await import('./commands/trace.ts')).importTrace(file, options, context)),
    );
}

/** The commands about the reference implementation. */
function kernelCommands(program: Command, context: CommandContext, done: (exitCode: ExitCode) => void): void {
  const seed = new Option('--seed <n>', 'where the random choices start')
    .argParser(wholeNumber(1, 2 ** 31 - 1))
    .default(1);
  const json = new Option('--json', 'print JSON on standard output');
  program
    .command('run')
    .description('run the page cache on worker threads with a design, and grade what happened')
    .argument('<design>', "a design's name, such as baseline")
    .option('--seconds <n>', 'how long', wholeNumber(1, 86_400), 5)
    .option('--pages <n>', 'pages of the file', wholeNumber(1, 64), 2)
    .option('--users <n>', 'users of get_user_pages()', wholeNumber(0, 16), 2)
    .option('--device <file>', 'the block device is this file; it is made if it is not there')
    .option('--long-term <n>', 'how many of the users pin for ever', wholeNumber(0, 16), 0)
    .option(
      '--features <names>',
      'what the filesystem and the users do: cow, holes, reflink, truncate, dax, throttle, direct-io, parity',
    )
    .addOption(seed)
    .addOption(json)
    .action(async (design: string, options: RunOptions) =>
      done(await (await import('./commands/run.ts')).run(design, options, context)),
    );
  program
    .command('explore')
    .description('look for an interleaving of small programs on the page cache that fails')
    .argument('<design>', "a design's name, such as baseline")
    .option('--program <name>', 'one program; else all of them')
    .option('--replay <schedule>', 'run one schedule, as it was printed; needs --program')
    .option('--threads', 'repeat the schedule on worker threads too; needs --replay')
    .option('--seconds <n>', 'longest time for each program', wholeNumber(1, 86_400), 60)
    .option('--no-model', "do not follow each run through the state graph of the design's specification")
    .addOption(JAR)
    .addOption(seed)
    .addOption(json)
    .action(async (design: string, options: ExploreOptions) =>
      done(await (await import('./commands/explore.ts')).explore(design, options, context)),
    );
}

/** Adds what was meant to the message about an unknown option or command: commander's own guesses go too far. */
function suggestNames(command: Command): void {
  const names = [
    ...command.createHelp().visibleOptions(command),
    ...command.createHelp().visibleCommands(command),
  ].map((named) => ('long' in named ? (named.long ?? '') : named.name()));
  command.configureOutput({
    outputError: (message, write) => {
      const unknown = /^error: unknown (?:option|command) '(.*)'\n$/.exec(message)?.[1];
      const guess = unknown === undefined ? undefined : nearestName(unknown, names);
      write(guess === undefined ? message : `${message.trimEnd()}; did you mean ${guess}?\n`);
    },
  });
  command.commands.forEach(suggestNames);
}

/** The dashes of options are no letters that could be the same. */
function nearestName(word: string, names: readonly string[]): string | undefined {
  const dashes = /^-*/.exec(word)?.[0] ?? '';
  const same = names.filter((name) => name.startsWith(dashes)).map((name) => name.slice(dashes.length));
  const guess = nearest(word.slice(dashes.length), same);
  return guess === undefined ? undefined : `${dashes}${guess}`;
}

function checkCommand(program: Command): Command {
  const command = program
    .command('check')
    .description('check models with TLC and compare the verdicts with what is expected')
    .argument('[paths...]', 'modules, cfg files, manifests, or folders with them (default: this folder)')
    .option('--config <file>', 'the configuration (where the path is a module)')
    .option('--property <name>', 'ask for this invariant or property only, or for deadlock')
    .addOption(TIER)
    .option('--simulate <behaviors>', 'try random behaviors instead of all states', wholeNumber(1, 2 ** 31))
    .option('--depth <states>', 'longest behavior of a simulation (with --simulate)', wholeNumber(1, 2 ** 31))
    .option('--save-traces <folder>', 'write each counterexample as <configuration>.trace.json')
    .option('--report <folder>', 'write index.html with all verdicts and a page for each counterexample')
    .option('--cached', 'take the verdicts of models whose inputs have not changed from the cache')
    .option('--traces', 'show the counterexample also where it is expected')
    .option('--explain', 'show each counterexample, and why its property is false: TLC evaluates its parts')
    .option(
      '--coverage',
      'count how often each action is taken and what each conjunct refuses; an action never taken fails the check',
    )
    .option('--lcov <file>', 'count it, and write it as LCOV')
    .option('--json', 'print JSON on standard output, text for people on standard error')
    .option('--junit <file>', 'write the verdicts as JUnit XML: a suite a model, a case a property')
    .option('--sarif <file>', 'write what is not as expected as SARIF, counterexamples as code flows')
    .option('--json-line <file>', 'write a short summary as one line of JSON')
    .option('--github', 'print annotations for GitHub Actions, and add to the summary of the job');
  return withTlcOptions(command);
}

function matrixCommand(program: Command): Command {
  const command = program
    .command('matrix')
    .description('show designs and properties as a table, from the verdicts of TLC on all models')
    .argument('[paths...]', 'folders and manifests (default: this folder)')
    .option('--property <name>', 'only this invariant or property, or deadlock')
    .addOption(TIER)
    .option('--markdown', 'print Markdown on standard output, without times')
    .option('--json', 'print JSON on standard output')
    .option('--html <file>', 'write the table with its counterexamples as one page')
    .option('--no-cache', 'run TLC also on models whose inputs have not changed');
  return withTlcOptions(command);
}

function reportCommand(program: Command): Command {
  const command = program
    .command('report')
    .description(
      'write a folder to look at or publish: all verdicts, designs and properties, a page for each counterexample',
    )
    .argument('[paths...]', 'folders and manifests (default: this folder)')
    .option('--output <folder>', 'where to write', 'report')
    .option(
      '--coverage',
      'add how often each action is taken, what refuses it, and the modules painted with it',
    )
    .addOption(TIER)
    .option('--no-cache', 'run TLC also on models whose inputs have not changed');
  return withTlcOptions(command);
}

function mutantsCommand(program: Command): Command {
  return program
    .command('mutants')
    .description('change a specification in small ways, and see which properties and tests notice')
    .argument('[paths...]', 'modules, cfg files, manifests, or folders with them (default: this folder)')
    .option('--config <file>', 'the configuration (where the path is a module)')
    .addOption(TIER)
    .option('--markdown', 'print Markdown on standard output')
    .option('--json', 'print JSON on standard output')
    .option('--together', 'judge each change once, on one model after the other, until one notices it')
    .option('--every <n>', 'judge a part only: each nth change', wholeNumber(1, 2 ** 21), 1)
    .option('--walked', 'only models of which a suite walks the state graph')
    .addOption(JAR)
    .addOption(LIB)
    .option('--memory <megabytes>', 'heap of each TLC', wholeNumber(16, 2 ** 31))
    .option('--time-limit <seconds>', 'of each mutant (of each model)', wholeNumber(1, 2 ** 21), 60);
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
    .option('--seed <n>', "seed of TLC's random choices", bigInteger)
    .option('--memory <megabytes>', 'heap of each TLC', wholeNumber(16, 2 ** 31))
    .option(
      '--time-limit <seconds>',
      'stop a model after this time, with all that is asked about it',
      wholeNumber(1, 2 ** 31),
    )
    .option('--logs <folder>', "where TLC's output is kept (default: in the cache)");

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
