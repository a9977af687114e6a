// Makes src/tlc/launcher/tlc-launcher.jar from TlcLauncher.java and TracewrightTry.java. The jar is committed, because a machine that runs Java
// programs may have no compiler, and it holds its sources. Other JDKs than that of RELEASE write other bytes for the same
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
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The JDK whose bytes are committed. */
const JDK = 17;
/** The oldest Java that must run it. */
const RELEASE = 11;
const folder = fileURLToPath(new URL('../src/tlc/launcher/', import.meta.url));
/** Each source with the place that Java wants it in. */
const SOURCES = {
  'TlcLauncher.java': 'tracewright/TlcLauncher.java',
  'TracewrightTry.java': 'TracewrightTry.java',
};
const CLASSES = [
  'tracewright/TlcLauncher.class',
  'tracewright/TlcLauncher$DeafSocket.class',
  'TracewrightTry.class',
];
/** TLC's classes are only named in ours, so that stand-ins are enough to compile them. */
const STAND_INS = {
  'tlc2/TLC.java':
    'package tlc2; public class TLC { public static void main(String[] a) throws Exception {} }',
  'tlc2/value/impl/Value.java': 'package tlc2.value.impl; public abstract class Value {}',
  'tlc2/value/impl/Applicable.java':
    'package tlc2.value.impl; public interface Applicable { Value apply(Value[] values, int control); }',
  'tlc2/value/impl/BoolValue.java':
    'package tlc2.value.impl; public class BoolValue extends Value { public static final BoolValue ValTrue = null; }',
  'tlc2/value/impl/StringValue.java':
    'package tlc2.value.impl; public class StringValue extends Value { public StringValue(String text) {} }',
};
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
    const put = (name, text) => {
      mkdirSync(dirname(join(scratch, name)), { recursive: true });
      writeFileSync(join(scratch, name), text);
      return join(scratch, name);
    };
    const standIns = Object.entries(STAND_INS).map(([name, text]) => put(name, text));
    const sources = Object.entries(SOURCES).map(([name, place]) =>
      put(place, readFileSync(join(folder, name))),
    );
    const options = ['--release', String(RELEASE), '-g:none', '-encoding', 'UTF-8', '-d', scratch];
    execFileSync(tool('javac'), [...options, ...standIns, ...sources], { stdio: 'inherit' });
    const files = [...CLASSES, ...Object.values(SOURCES)];
    const shape = ['--no-manifest', '--no-compress', '--date=2000-01-01T00:00:00Z'];
    const jar = join(scratch, 'launcher.jar');
    const args = ['--create', '--file', jar, ...shape, ...files];
    execFileSync(tool('jar'), args, { cwd: scratch, stdio: 'inherit' });
    copyFileSync(jar, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else {
  const jar = existsSync(target) ? readFileSync(target) : Buffer.alloc(0);
  for (const name of Object.keys(SOURCES)) {
    if (jar.includes(readFileSync(join(folder, name)))) continue;
    console.error(
      `src/tlc/launcher/tlc-launcher.jar is not made of ${name}: npm run generate with JDK ${JDK}`,
    );
    process.exitCode = 1;
  }
}
