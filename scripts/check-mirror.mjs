/**
 * Checks that specifications and kernel name each other: an action that says `code: pageMkclean` has an exported function
 * of that name in src/kernel, whose TSDoc says `Implements PageCache!WbProtect.`, and the other way round. An action that
 * says `code: designs/baseline` is mirrored by src/kernel/designs/baseline/policy.ts.
 *
 * Usage: node scripts/check-mirror.mjs [project folder]
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const actions = specificationFiles(join(root, 'specs')).flatMap(readActions);
const functions = sourceFiles(join(root, 'src/kernel')).flatMap(readFunctions);
const problems = [...actions.flatMap(missingFunction), ...functions.flatMap(wrongTags)];
const named = actions.filter(({ code }) => code !== undefined);

if (named.length === 0)
  problems.push('no action in specs/ names its code: has the form of the comments changed?');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${named.length} actions and their functions name each other.`);

/** The modules that define actions: not the MC modules, which only set bounds, and no module twice through its links. */
function specificationFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter(
      (file) =>
        file.endsWith('.tla') && !basename(file).startsWith('MC') && !lstatSync(file).isSymbolicLink(),
    );
}

function sourceFiles(folder) {
  return (
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, name))
      // The derived form of the core repeats its comments.
      .filter((file) => file.endsWith('.ts') && !file.includes('/generated/'))
  );
}

/** Every definition of a module, with the code that the comments right before it name. */
function readActions(file) {
  const module = basename(file, '.tla');
  const found = [];
  let code;
  for (const [, comment, name] of readFileSync(file, 'utf8').matchAll(
    /\(\*([\s\S]*?)\*\)|^([A-Z]\w*)(?:\([^)\n]*\))?\s*==/gm,
  )) {
    if (name === undefined) {
      code = /\bcode:\s+([\w/-]+)/.exec(comment)?.[1] ?? code;
    } else {
      found.push({ action: `${module}!${name}`, code, file: relative(root, file) });
      code = undefined;
    }
  }
  return found;
}

/** Every exported function or constant, with the actions that its TSDoc names. */
function readFunctions(file) {
  const text = readFileSync(file, 'utf8');
  const exported = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^export (?:async )?(?:function|const) (\w+)/gm;
  return [...text.matchAll(exported)].map(([, doc = '', name]) => ({
    name,
    implements: [...doc.matchAll(/\bImplements (\w+!\w+)\./g)].map(([, action]) => action),
    file: relative(root, file),
  }));
}

function isMirror(fn, code) {
  return code.startsWith('designs/') ? fn.file === `src/kernel/${code}/policy.ts` : fn.name === code;
}

function missingFunction({ action, code, file }) {
  if (code === undefined) return [];
  const mirrors = functions.filter((fn) => isMirror(fn, code));
  if (mirrors.length === 0)
    return [`${file}: ${action} names "code: ${code}", which src/kernel does not have`];
  if (mirrors.some((fn) => fn.implements.includes(action))) return [];
  return [
    `${mirrors[0].file}: ${mirrors[0].name} lacks the line "Implements ${action}.", which ${file} expects`,
  ];
}

function wrongTags(fn) {
  return fn.implements.flatMap((name) => {
    const known = actions.find(({ action }) => action === name);
    if (known === undefined)
      return [`${fn.file}: ${fn.name} implements ${name}, which specs/ does not define`];
    if (known.code === undefined || isMirror(fn, known.code)) return [];
    return [`${fn.file}: ${fn.name} implements ${name}, but ${known.file} names "code: ${known.code}"`];
  });
}
