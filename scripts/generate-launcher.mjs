// Makes src/tlc/launcher/tlc-launcher.jar from TlcLauncher.java. The jar is committed, because a machine that runs Java
// programs may have no compiler, and it holds its source. Other JDKs than that of RELEASE write other bytes for the same
// program: there, and without a JDK, the jar is only compared with the source.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The JDK whose bytes are committed. */
const JDK = 17;
/** The oldest Java that must run it. */
const RELEASE = 11;
const folder = fileURLToPath(new URL('../src/tlc/launcher/', import.meta.url));
const source = join(folder, 'TlcLauncher.java');
const target = join(folder, 'tlc-launcher.jar');

/** The JDK's command, from JAVA_HOME if that is set. */
const tool = (name) => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', name) : name);

function compilerVersion() {
  try {
    return Number(/javac (\d+)/.exec(execFileSync(tool('javac'), ['-version'], { encoding: 'utf8' }))?.[1]);
  } catch {
    return undefined;
  }
}

if (compilerVersion() === JDK) {
  const scratch = mkdtempSync(join(tmpdir(), 'launcher-'));
  try {
    // TLC's class is only named in the launcher, so that a stand-in is enough to compile it.
    mkdirSync(join(scratch, 'tlc2'));
    mkdirSync(join(scratch, 'tracewright'));
    const standIn = join(scratch, 'tlc2/TLC.java');
    writeFileSync(
      standIn,
      'package tlc2; public class TLC { public static void main(String[] a) throws Exception {} }',
    );
    copyFileSync(source, join(scratch, 'tracewright/TlcLauncher.java'));
    const options = ['--release', String(RELEASE), '-g:none', '-encoding', 'UTF-8', '-d', scratch];
    execFileSync(tool('javac'), [...options, standIn, source], { stdio: 'inherit' });
    const files = ['TlcLauncher.class', 'TlcLauncher$DeafSocket.class', 'TlcLauncher.java'];
    const shape = ['--no-manifest', '--no-compress', '--date=2000-01-01T00:00:00Z'];
    const jar = join(scratch, 'launcher.jar');
    const args = ['--create', '--file', jar, ...shape, ...files.map((file) => `tracewright/${file}`)];
    execFileSync(tool('jar'), args, { cwd: scratch, stdio: 'inherit' });
    copyFileSync(jar, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else if (!existsSync(target) || !readFileSync(target).includes(readFileSync(source))) {
  console.error(
    `src/tlc/launcher/tlc-launcher.jar is not made of TlcLauncher.java: npm run generate with JDK ${JDK}`,
  );
  process.exitCode = 1;
}
