/**
 * Derives the generator form of modules that are written as plain synchronous functions over `#atomics`, so that a
 * scheduler can stop them before each atomic operation:
 *
 * - a call of `#atomics` becomes `(yield load(...))`: the function announces the operation, the scheduler performs it;
 * - a function that reaches one becomes a generator, and each call of it `yield*`;
 * - a function type through which such a function is called (a parameter, a policy's method) becomes one of generators,
 *   and so does every function that is passed there;
 * - a plain access to a cell of an Int32Array or Uint8Array is reported, and the call of a function that makes such
 *   accesses and reaches no atomic operation is one step of its own: `(yield plain(), tuplesFit(...))`;
 * - `performance.now()` becomes the scheduler's clock;
 * - a function that is one of `steps` tells when it begins and how it ends (`stepBegun`, `stepEnded`), so that a run can be
 *   compared with a specification that has such a step as one action;
 * - calls and loops tell what the fibre need no longer know (`ended(begun(), ...)`, `nextRound`), so that a search sees
 *   when two ways lead to one state.
 *
 * What it cannot derive it refuses by file and line. Everything else of the text stays as it is.
 */
import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';

const SHARED_ARRAYS = new Set(['Int32Array', 'Uint8Array']);
const PLAIN_METHODS = { copyWithin: 'plainCopyWithin', fill: 'plainFill' };
const REFUSED_METHODS = new Set([
  'set',
  'slice',
  'subarray',
  'sort',
  'reverse',
  'every',
  'some',
  'forEach',
  'map',
  'join',
]);

/**
 * @param files the modules to derive, as absolute paths
 * @param options `tsconfig`, a path; `atomics`, the module that `#atomics` means; `announce`, the module that stands in
 * for it; `target`, which answers where the derived form of a file goes; `steps`, names of functions
 * @returns pairs of path and text, for each module that has something to derive or uses one that has
 * @throws Error with one line for each thing that cannot be derived
 */
export function deriveFibres(files, options) {
  const program = compile(files, options.tsconfig);
  const sources = files.map((file) => {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} is not there`);
    return source;
  });
  const analysis = analyse(sources, program.getTypeChecker(), options.atomics);
  const derived = derivedModules(sources, analysis);
  const texts = [...derived].map((source) => [
    options.target(source.fileName),
    print(source, analysis, {
      ...options,
      isDerived: (file) => [...derived].some((s) => s.fileName === file),
    }),
  ]);
  if (analysis.problems.length > 0) throw new Error(analysis.problems.join('\n'));
  return texts;
}

function compile(files, tsconfig) {
  const { config } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(tsconfig));
  return ts.createProgram(files, options);
}

/**
 * Which functions and function types reach an atomic operation (`fibres`), and which make plain accesses (`plains`).
 * A function type has the colour of what flows into it, and the other way round.
 */
function analyse(sources, checker, atomics) {
  const own = new Set(sources);
  const calls = new Map();
  const flows = [];
  const fibres = new Set();
  const plains = new Set();
  const problems = [];
  const context = { checker, atomics, fibres, plains, problems, own, calleeOf, isAtomic, sharedArray };

  for (const source of sources) visit(source, undefined);
  spread(fibres);
  spread(plains);
  for (const fn of fibres) if (!canBeFibre(fn)) problems.push(`${place(fn)}: cannot become a generator`);
  for (const [from, to] of flows)
    if (to === undefined && fibres.has(from))
      problems.push(`${place(from)}: reaches an atomic operation and is called by code that is not derived`);
  return context;

  function visit(node, fn) {
    const inside = isFunction(node) ? node : fn;
    if (ts.isCallExpression(node)) call(node, fn);
    if (isPlainAccess(node)) touch(node, fn);
    if (isFunctionValue(node)) flow(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  }

  function call(node, fn) {
    if (isAtomic(node)) return reach(node, fn, fibres);
    const callee = calleeOf(node);
    if (callee === undefined) return;
    if (own.has(callee.getSourceFile())) calls.set(fn, (calls.get(fn) ?? new Set()).add(callee));
    else if (usesAtomics(callee.getSourceFile()))
      problems.push(
        `${place(node)}: calls ${node.expression.getText()}, which is not derived and uses #atomics`,
      );
  }

  function touch(node, fn) {
    reach(node, fn, plains);
    if (isUnsupported(node)) problems.push(`${place(node)}: a plain access of this form cannot be derived`);
  }

  function reach(node, fn, colour) {
    if (fn === undefined) problems.push(`${place(node)}: shared memory is used while the module is loaded`);
    else colour.add(fn);
  }

  /** A function used as a value flows to the function type that its place expects. */
  function flow(node) {
    const from = isFunction(node) ? node : functionOf(checker.getSymbolAtLocation(node));
    if (from === undefined || !own.has(from.getSourceFile())) return;
    const expected = checker.getContextualType(node)?.getCallSignatures() ?? [];
    for (const { declaration } of expected) {
      if (declaration === undefined || declaration === from) continue;
      flows.push([from, own.has(declaration.getSourceFile()) ? declaration : undefined]);
    }
  }

  function spread(colour) {
    for (let size = -1; size !== colour.size;) {
      size = colour.size;
      for (const [fn, callees] of calls)
        if (fn !== undefined && [...callees].some((callee) => colour.has(callee))) colour.add(fn);
      for (const [from, to] of flows) {
        if (to === undefined) continue;
        if (colour.has(from)) colour.add(to);
        if (colour.has(to)) colour.add(from);
      }
    }
  }

  function calleeOf(node) {
    const declaration = checker.getResolvedSignature(node)?.declaration;
    return declaration === undefined || ts.isJSDocSignature(declaration) ? undefined : declaration;
  }

  function isAtomic(node) {
    return calleeOf(node)?.getSourceFile().fileName === atomics;
  }

  function usesAtomics(source) {
    return source.statements.some(
      (statement) => ts.isImportDeclaration(statement) && statement.moduleSpecifier.text === '#atomics',
    );
  }

  function functionOf(symbol) {
    if (symbol === undefined) return undefined;
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.valueDeclaration;
    if (declaration === undefined) return undefined;
    if (isFunction(declaration)) return declaration;
    if (ts.isParameter(declaration) && declaration.type && ts.isFunctionTypeNode(declaration.type))
      return declaration.type;
    const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return value !== undefined && isFunction(value) ? value : undefined;
  }

  /** An identifier that stands for a function but is not called here, or a function written where a value stands. */
  function isFunctionValue(node) {
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
    if (ts.isMethodDeclaration(node)) return ts.isObjectLiteralExpression(node.parent);
    if (!ts.isIdentifier(node)) return false;
    if (ts.isPropertyAssignment(node.parent)) return node.parent.initializer === node;
    return (
      ts.isExpression(node.parent) && !(ts.isCallExpression(node.parent) && node.parent.expression === node)
    );
  }

  function sharedArray(expression) {
    const name = checker.getTypeAtLocation(expression).symbol?.name;
    return name !== undefined && SHARED_ARRAYS.has(name);
  }

  function isPlainAccess(node) {
    if (ts.isElementAccessExpression(node)) return sharedArray(node.expression);
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    const method = node.expression.name.text;
    return (
      (method in PLAIN_METHODS || REFUSED_METHODS.has(method)) && sharedArray(node.expression.expression)
    );
  }

  function isUnsupported(node) {
    if (ts.isCallExpression(node)) return REFUSED_METHODS.has(node.expression.name.text);
    const { parent } = node;
    const isStore = isAssignment(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return assigned(parent) === node && !isStore;
  }
}

/** The modules that have something to derive, and those that use them. */
function derivedModules(sources, { fibres, plains, checker }) {
  const derived = new Set([...fibres, ...plains].map((node) => node.getSourceFile()));
  for (let size = -1; size !== derived.size;) {
    size = derived.size;
    for (const source of sources)
      if (
        moduleReferences(source).some(({ moduleSpecifier }) =>
          derived.has(moduleOf(moduleSpecifier, checker)),
        )
      )
        derived.add(source);
  }
  return derived;
}

function print(source, { checker, fibres, plains, problems, calleeOf, isAtomic, sharedArray }, options) {
  const text = source.text;
  const target = options.target(source.fileName);
  const used = new Set();
  const body = render(source);
  const imports = [...used].sort();
  const from = pathFrom(target, options.announce);
  const seam =
    imports.length === 0
      ? ''
      : `import { ${imports.map((name) => (name === 'Fibre' ? 'type Fibre' : name)).join(', ')} } from '${from}';\n`;
  return `// Generated by \`npm run generate:fibres\` from ${relative(dirname(target), source.fileName)}. Do not edit.\n${seam}${body}`;

  /** The node's text with everything inside rendered. */
  function render(node) {
    if (isFibre(node)) return fibre(node);
    if (isSlot(node)) return slot(node);
    if (ts.isReturnStatement(node) && isStep(enclosing(node)) && node.expression)
      return `return ${use('stepEnded', `(${render(node.expression)})`)};`;
    if (ts.isCallExpression(node)) return call(node);
    if (ts.isWhileStatement(node) && fibres.has(enclosing(node)) && keepsVariables(node)) return loop(node);
    if (isAssignment(node) && isSharedCell(node.left)) {
      const [array, index] = [node.left.expression, node.left.argumentExpression];
      return step(node, use('plainWrite', `(${render(array)}, ${render(index)}, ${render(node.right)})`));
    }
    if (isSharedCell(node)) {
      return step(node, use('plainRead', `(${render(node.expression)}, ${render(node.argumentExpression)})`));
    }
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      return reference(node);
    return inside(node);
  }

  function inside(node, end = node.end) {
    let out = '';
    let at = node.kind === ts.SyntaxKind.SourceFile ? 0 : node.getStart(source);
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      if (start < at || child.end > end) return;
      out += text.slice(at, start) + render(child);
      at = child.end;
    });
    return out + text.slice(at, end);
  }

  function call(node) {
    if (isAtomic(node)) {
      used.add(node.expression.getText());
      return parenthesised(node, `yield ${inside(node)}`);
    }
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression)) {
      const [object, method] = [expression.expression, expression.name.text];
      if (object.getText() === 'performance' && method === 'now') return use('now', '()');
      if (method in PLAIN_METHODS && sharedArray(object)) {
        const parameters = [object, ...node.arguments].map(render).join(', ');
        return step(node, use(PLAIN_METHODS[method], `(${parameters})`));
      }
    }
    const callee = calleeOf(node);
    if (fibres.has(callee)) {
      parenthesised(node, '');
      return use('ended', `(${use('begun', '()')}, yield* ${inside(node)})`);
    }
    return plains.has(callee) ? step(node, inside(node)) : inside(node);
  }

  /** In a generator, a plain access is a step of its own; elsewhere it is a part of its caller's. */
  function step(node, access) {
    if (!fibres.has(enclosing(node))) return access;
    parenthesised(node, '');
    return use('saw', `((yield ${use('plain', '()')}, ${access}))`);
  }

  /** A loop whose rounds leave nothing behind but what is in shared memory. */
  function loop(node) {
    const head = `const entry = ${use('loopEntry', '()')}; ${use('nextRound', '(entry)')}, ${render(node.expression)}; `;
    return `for (${head}) ${render(node.statement)}`;
  }

  /**
   * Whether a round of the loop leaves nothing behind in local variables: it assigns only to its own variables and to
   * shared cells, and calls only functions of the project, whose objects hold no state.
   */
  function keepsVariables(node) {
    let keeps = true;
    const look = (at) => {
      const target = assigned(at);
      if (target !== undefined && !isSharedCell(target) && !isInside(symbolOf(target), node)) keeps = false;
      if (ts.isCallExpression(at) && !isKnownCall(at)) keeps = false;
      if (!ts.isTypeNode(at)) ts.forEachChild(at, look);
    };
    look(node);
    return keeps;
  }

  function symbolOf(target) {
    return ts.isIdentifier(target) ? checker.getSymbolAtLocation(target) : undefined;
  }

  function isKnownCall(node) {
    const callee = calleeOf(node);
    return (
      callee !== undefined &&
      (isAtomic(node) || fibres.has(callee) || !callee.getSourceFile().isDeclarationFile)
    );
  }

  function fibre(node) {
    const name = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) ? node.name.text : undefined;
    const exported = ts.isFunctionDeclaration(node) && node.modifiers?.length ? 'export ' : '';
    const head = ts.isMethodDeclaration(node) ? `*${name}` : `${exported}function*${name ? ` ${name}` : ' '}`;
    const parameters = node.parameters.map(render).join(', ');
    const generics = node.typeParameters ? `<${node.typeParameters.map(render).join(', ')}>` : '';
    const type = node.type ? `: ${use('Fibre', `<${render(node.type)}>`)}` : '';
    const body = ts.isBlock(node.body) ? render(node.body) : `{ return ${render(node.body)}; }`;
    return `${head}${generics}(${parameters})${type} ${isStep(node) ? withBegin(node, body) : body}`;
  }

  /** The body of a step: who makes it is what it is called with besides the memory. */
  function withBegin(node, body) {
    if (node.type?.kind !== ts.SyntaxKind.BooleanKeyword)
      problems.push(`${place(node)}: a step answers whether it was possible`);
    const who = node.parameters
      .slice(1)
      .filter(({ type }) => type?.kind === ts.SyntaxKind.NumberKeyword)
      .map(({ name }) => name.text);
    return `{\n  ${use('stepBegun', `(${[`'${node.name.text}'`, ...who].join(', ')})`)};${body.slice(1)}`;
  }

  /** A function type through which fibres are called. */
  function slot(node) {
    const type = node.type;
    return (
      inside(node, type.getStart(source)) + use('Fibre', `<${render(type)}>`) + text.slice(type.end, node.end)
    );
  }

  function reference(node) {
    const specifier = node.moduleSpecifier;
    if (specifier.text === '#atomics') return '';
    if (!specifier.text.startsWith('.')) return inside(node);
    const file = moduleOf(specifier, checker).fileName;
    const wanted = options.isDerived(file) ? options.target(file) : file;
    return `${text.slice(node.getStart(source), specifier.getStart(source))}'${pathFrom(target, wanted)}'${text.slice(specifier.end, node.end)}`;
  }

  function isStep(node) {
    return node !== undefined && ts.isFunctionDeclaration(node) && options.steps.includes(node.name.text);
  }

  function isFibre(node) {
    return isFunction(node) && fibres.has(node);
  }

  function isSlot(node) {
    return !isFunction(node) && fibres.has(node);
  }

  function isSharedCell(node) {
    return ts.isElementAccessExpression(node) && sharedArray(node.expression);
  }

  function use(name, rest) {
    used.add(name);
    return name + rest;
  }

  function parenthesised(node, code) {
    if (inDefaultValue(node)) problems.push(`${place(node)}: a default value cannot wait`);
    return ts.isExpressionStatement(node.parent) ? code : `(${code})`;
  }
}

const isFunction = (node) =>
  ts.isFunctionDeclaration(node) ||
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isMethodDeclaration(node);

const isAssignment = (node) =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** What an expression changes, if it is an assignment or an increment. */
function assigned(node) {
  if (isAssignment(node)) return node.left;
  const isStep = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const changes =
    isStep && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator);
  return changes ? node.operand : undefined;
}

const isInside = (symbol, node) => {
  const at = symbol?.valueDeclaration;
  return (
    at !== undefined &&
    at.pos >= node.pos &&
    at.end <= node.end &&
    at.getSourceFile() === node.getSourceFile()
  );
};

function canBeFibre(node) {
  if (!isFunction(node)) return node.type !== undefined;
  if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) || node.asteriskToken)
    return false;
  return !(ts.isArrowFunction(node) && /\bthis\b/.test(node.getText()));
}

function inDefaultValue(node) {
  for (let at = node; at.parent && !isFunction(at); at = at.parent)
    if (ts.isParameter(at.parent) && at.parent.initializer === at) return true;
  return false;
}

function enclosing(node) {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

const moduleReferences = (source) =>
  source.statements.filter(
    (node) => (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier,
  );

const moduleOf = (specifier, checker) => checker.getSymbolAtLocation(specifier)?.valueDeclaration;

function pathFrom(target, file) {
  const path = relative(dirname(resolve(target)), file);
  return path.startsWith('.') ? path : `./${path}`;
}

function place(node) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${relative(process.cwd(), source.fileName)}:${line + 1}`;
}
