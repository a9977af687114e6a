import { ensureClassArchive, findJava, findLauncher, resolveJar, setupJar } from '../../tlc/index.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { complain, type CommandContext } from './context.ts';

/** `tracewright setup`: fetches the default TLC jar into the cache, unless it is there, and makes the class-data archive. */
export async function setup(
  options: { readonly quiet?: boolean },
  context: CommandContext,
): Promise<ExitCode> {
  const { env, terminal } = context;
  const say = (text: string): void => {
    if (!options.quiet) terminal.log.write(`${text}\n`);
  };
  const done = await setupJar({
    env,
    onProgress: (progress) => {
      if (progress.step === 'maven') say('fetching the TLC jar with Maven ...');
    },
  });
  if (!done.ok) return complain(context, done.error.message, EXIT.didNotRun);
  say(
    done.value.status === 'fetched'
      ? `fetched ${done.value.path}`
      : `the TLC jar is there: ${done.value.path}`,
  );
  const java = await findJava(env);
  if (!java.ok) return complain(context, java.error.message, EXIT.didNotRun);
  const jar = await resolveJar({ env: { ...env, TLA2TOOLS_JAR: undefined } });
  if (!jar.ok) return complain(context, jar.error.message, EXIT.didNotRun);
  const archive = await ensureClassArchive({
    java: java.value,
    jar: jar.value,
    launcher: findLauncher(env),
    env,
  });
  say(
    archive.path === undefined
      ? `no class-data archive: ${archive.reason}`
      : `class-data archive: ${archive.path}`,
  );
  return EXIT.asExpected;
}
