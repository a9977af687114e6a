/**
 * Checks that specifications and kernel mirror each other:
 *
 * - An action that says `code: pageMkclean` has an exported function of that name in src/kernel, whose TSDoc says
 *   `Implements PageCache!WbProtect.`, and the other way round. Several functions are separated by commas.
 * - Each step that all designs share, and each way to go on that a design takes, says which code it has.
 * - Each design has a policy in src/kernel/designs/<design>/policy.ts that takes at each policy point the same ways, asks the
 *   same questions and sets the same flags as the specification.
 *
 * Usage: node scripts/check-mirror.mjs [project folder]
 */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The policy points of a specification, and the methods of a policy that mirror them. */
const POINTS = new Map([
  ['Pin', 'pin'],
  ['DmaWrite', 'dmaWrite'],
  ['SetDirty', 'setDirty'],
  ['WbDecide', 'decide'],
  ['WbClear', 'clear'],
  ['WbSubmit', 'submit'],
  ['Reclaim', 'reclaim'],
  ['Truncate', 'truncate'],
  ['ReflinkAfterCopy', 'reflinkAfterCopy'],
  ['Unthrottle', 'countsAsDirty'],
]);
/** What is done at a policy point whatever the design decides: the core does it, and asks the policy. */
const DONE_BY_CORE = new Set(['LeaveThrottle']);
const COMMON = 'PageCache';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const definitions = specificationFiles(join(root, 'specs')).flatMap(readDefinitions);
const functions = sourceFiles(join(root, 'src/kernel')).flatMap(readFunctions);
const designs = definitions
  .filter(({ name }) => name === 'WbDecide')
  .map(({ module, folder }) => ({ module, folder }));
const problems = [
  ...definitions.flatMap(missingFunction),
  ...functions.flatMap(wrongTags),
  ...missingCode(),
  ...designs.flatMap(wrongPolicy),
];
const named = definitions.filter(({ code }) => code.length > 0);

if (named.length === 0)
  problems.push('no action in specs/ names its code: has the form of the comments changed?');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
const points =
  designs.length === 0 ? '' : ` ${designs.length} designs decide alike in specs/ and src/kernel.`;
console.log(`${named.length} actions and their functions name each other.${points}`);

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

/** Every definition of a module: its body without comments, and the code that the comments right before it, or in its first line, name. */
function readDefinitions(file) {
  const module = basename(file, '.tla');
  const text = readFileSync(file, 'utf8');
  const found = [];
  let code = [];
  let isOpen = false;
  for (const match of text.matchAll(
    /\(\*([\s\S]*?)\*\)|^([A-Z]\w*)(?:\([^)\n]*\))?\s*==|^(?:----|====|VARIABLE|CONSTANT|ASSUME)/gm,
  )) {
    const [whole, comment, name] = match;
    if (isOpen) found.at(-1).end ??= comment === undefined ? match.index : undefined;
    if (comment !== undefined) code = codeOf(comment) ?? code;
    else if (name === undefined) {
      isOpen = false;
    } else {
      found.push({
        name,
        module,
        code: codeOf(lineFrom(text, match.index)) ?? code,
        action: `${module}!${name}`,
        file: relative(root, file),
        folder: dirname(file),
        start: match.index + whole.length,
      });
      isOpen = true;
      code = [];
    }
  }
  return found.map(({ start, end, ...rest }) => ({ ...rest, body: withoutComments(text.slice(start, end)) }));
}

function codeOf(comment) {
  return /\bcode:\s+([\w/-]+(?:,\s*[\w/-]+)*)/.exec(comment)?.[1].split(/,\s*/);
}

function lineFrom(text, start) {
  return text.slice(start, text.indexOf('\n', start));
}

function withoutComments(text) {
  return text.replace(/\(\*[\s\S]*?\*\)|\\\*.*$/gm, '');
}

/** Every exported function or constant, and those of a policy that are not, with the actions that its TSDoc names. */
function readFunctions(file) {
  const text = readFileSync(file, 'utf8');
  const declared =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^(?:export )?(?:async )?(?:function|const) (\w+)/gm;
  return [...text.matchAll(declared)].map(([, doc = '', name]) => ({
    name,
    implements: [...doc.matchAll(/\bImplements (\w+!\w+)\./g)].map(([, action]) => action),
    file: relative(root, file),
  }));
}

function missingFunction({ action, code, file }) {
  return code.flatMap((name) => {
    const mirrors = functions.filter((fn) => fn.name === name);
    if (mirrors.length === 0)
      return [`${file}: ${action} names "code: ${name}", which src/kernel does not have`];
    if (mirrors.some((fn) => fn.implements.includes(action))) return [];
    return [`${mirrors[0].file}: ${name} lacks the line "Implements ${action}.", which ${file} expects`];
  });
}

function wrongTags(fn) {
  return fn.implements.flatMap((name) => {
    const known = definitions.find(({ action }) => action === name);
    if (known === undefined)
      return [`${fn.file}: ${fn.name} implements ${name}, which specs/ does not define`];
    if (known.code.includes(fn.name)) return [];
    const says = known.code.length === 0 ? 'names no code' : `names "code: ${known.code.join(', ')}"`;
    return [`${fn.file}: ${fn.name} implements ${name}, but ${known.file} ${says}`];
  });
}

/** The shared steps, and the ways that a policy point takes, which say nothing of their code. */
function missingCode() {
  const shared = definitions.filter(({ module, name }) => module === COMMON && name === 'Shared');
  const decided = definitions.filter(({ name, module }) => POINTS.has(name) && isDesign(module));
  const steps = [...shared, ...decided].flatMap((definition) =>
    referenced(definition).filter((step) => isAction(step)),
  );
  const silent = [...new Set(steps)].filter(({ code }) => code.length === 0);
  return silent.map(({ file, action }) => `${file}: ${action} is a step without a comment "code: ..."`);
}

function isDesign(module) {
  return designs.some((design) => design.module === module);
}

/** What a definition uses: definitions of its own module and of the common one. */
function referenced({ module, body }) {
  const names = new Set(withoutStrings(body).match(/\b[A-Z]\w*\b/g));
  return definitions.filter(
    (other) => names.has(other.name) && (other.module === module || other.module === COMMON),
  );
}

function withoutStrings(body) {
  return body.replace(/"[^"]*"/g, '""');
}

/** Whether a definition says something of the next state, by itself or by what it uses. */
function isAction(definition, above = new Set()) {
  if (above.has(definition)) return false;
  if (/'|\bUNCHANGED\b/.test(definition.body)) return true;
  return referenced(definition).some((other) => isAction(other, new Set([...above, definition])));
}

/** The steps and questions with code that a definition comes down to, by name. */
function leaves(definition) {
  const isWhole = /'/.test(definition.body) || !isAction(definition);
  const parts = isWhole ? [] : referenced(definition).filter(({ code }) => code.length > 0);
  return parts.length === 0 ? [definition.action] : parts.flatMap(leaves);
}

function wrongPolicy({ module, folder }) {
  const file = join('src/kernel/designs', basename(folder), 'policy.ts');
  if (!existsSync(join(root, file))) return [`${file} is missing: it mirrors ${module}`];
  const policy = readPolicy(join(root, file));
  const doc = `Implements the policy points of ${module}.`;
  const wrong = policy.text.includes(doc) ? [] : [`${file} lacks the line "${doc}"`];
  for (const [point, method] of POINTS) {
    const specified = definitions.filter(
      (definition) => definition.module === module && definition.name === point,
    );
    const expected = sorted(specified.flatMap(inSpecification));
    const value = policy.methods.get(method);
    if (value === undefined) wrong.push(`${file}: ${module}!${point} has no method ${method}`);
    else {
      const actual = sorted(inCode(value));
      if (expected.join() !== actual.join())
        wrong.push(`${file}: ${method} uses ${list(actual)}, but ${module}!${point} uses ${list(expected)}`);
    }
  }
  return wrong;
}

function inSpecification(definition) {
  const flags = definition.body.match(/(?<=")PG_\w+(?=")/g) ?? [];
  const used = referenced(definition).filter(({ code, name }) => code.length > 0 && !DONE_BY_CORE.has(name));
  return [...flags, ...used.flatMap(leaves)];
}

function inCode(text) {
  const names = text.match(/\b\w+\b/g) ?? [];
  const flags = names.filter((name) => name.startsWith('PG_'));
  const actions = functions.filter((fn) => names.includes(fn.name)).flatMap((fn) => fn.implements);
  return [...flags, ...definitions.filter(({ action }) => actions.includes(action)).flatMap(leaves)];
}

function sorted(names) {
  return [...new Set(names)].sort();
}
function list(names) {
  return names.length === 0 ? 'nothing' : names.join(', ');
}

/** The methods of the policy that a file exports, as texts by name. */
function readPolicy(file) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const methods = new Map();
  const visit = (node) => {
    if (ts.isPropertyAssignment(node)) methods.set(node.name.getText(), node.initializer.getText());
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return { text, methods };
}
