/** Each rule's comment says why it is there, so that a red build explains itself. */
const only = (from, allowed, why) => ({
  name: `${from}-imports`,
  comment: why,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: {
    path: '^(src|test|generated|bin|scripts)/',
    pathNot: [`^src/${from}/`, ...allowed.map((folder) => `^src/${folder}/index[.]ts$`)],
  },
});

const confine = (name, target, homes, why) => ({
  name,
  comment: why,
  severity: 'error',
  from: { path: '^src/', pathNot: homes.map((home) => `^src/${home}`) },
  to: { path: target },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle cannot be read, tested or replaced in parts.',
      severity: 'error',
      from: { pathNot: '^src/parser/generated/' },
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: "An import that resolves nowhere fails at run time on a user's machine.",
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only(
      'trace',
      [],
      'trace is the shared vocabulary: pure data that everything may use and that uses nothing.',
    ),
    only('kernel', [], 'The reference implementation knows nothing about TLA+; it must be judged, not help.'),
    only('tlc', [], 'Running Java processes is about files and processes, not about what the output means.'),
    only('manifest', [], 'Manifests are plain data; reading them needs no other part.'),
    only('parser', ['trace'], 'Parsing is text -> trace data, and total.'),
    only(
      'check',
      ['trace', 'parser', 'tlc', 'manifest', 'graph'],
      'check is the one recipe in which those stages meet.',
    ),
    only(
      'verdict-cache',
      ['trace', 'tlc', 'manifest', 'check'],
      'The cache stands around check: it knows what a verdict depends on, and nothing of who asks.',
    ),
    only(
      'matrix',
      ['trace', 'check', 'view'],
      'The matrix is a view of reports: pure, from data to text; traces are told as everywhere.',
    ),
    only(
      'ci',
      ['trace', 'manifest', 'check', 'export'],
      'Reports for CI services are a view of reports: pure, from data to text.',
    ),
    only('coverage', ['trace', 'check', 'view'], 'Coverage is a view of reports: pure, from data to text.'),
    only('graph', ['trace'], 'Graphs are data and algorithms over traces.'),
    only('codegen', ['trace', 'graph'], 'Code generation works on trace data, never on TLC text.'),
    only('export', ['trace'], 'Exports turn a trace into text; nothing else.'),
    only('view', ['trace'], 'The page is text made of traces; its script is built from viewer/.'),
    {
      name: 'viewer-imports',
      comment: "What runs in the reader's browser is pure code over traces: nothing of it can need Node.",
      severity: 'error',
      from: { path: '^viewer/' },
      to: {
        path: '^(src|test|generated|bin|scripts)/',
        pathNot: ['^src/trace/index[.]ts$', '^src/view/page-data[.]ts$'],
      },
    },
    only(
      'conformance',
      ['trace', 'graph', 'kernel'],
      'conformance is the single bridge between traces and the kernel core.',
    ),
    only(
      'cli',
      [
        ...['trace', 'parser', 'tlc', 'manifest', 'check', 'verdict-cache', 'matrix', 'ci', 'coverage'],
        ...['graph', 'codegen', 'export', 'view', 'conformance', 'kernel'],
      ],
      'The CLI composes everything; the reference implementation is reached through its door only, by run and explore.',
    ),
    {
      name: 'designs-are-strangers',
      comment: 'A design stands alone; what two designs share belongs in the core.',
      severity: 'error',
      from: { path: '^src/kernel/designs/([^/]+)/' },
      to: { path: '^src/kernel/designs/[^/]+/', pathNot: '^src/kernel/designs/$1/' },
    },
    {
      name: 'core-not-to-designs',
      comment: 'The core asks a policy; it never knows which design it serves.',
      severity: 'error',
      from: { path: '^src/kernel/(layout|atomics|flags|mm|fs|block|actors)/' },
      to: { path: '^src/kernel/(designs|workers|schedule)/' },
    },
    {
      name: 'atomics-only-through-the-seam',
      comment: "Import '#atomics': the seam lets a scheduler stand in for native Atomics.",
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kernel/atomics/' },
      to: { path: '^src/kernel/atomics/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'bin-to-cli-only',
      comment: 'bin holds a shebang and a call; logic there would be untested.',
      severity: 'error',
      from: { path: '^bin/' },
      to: { path: '^(src|dist|test|generated)/', pathNot: '^(src|dist)/cli/index[.](ts|js)$' },
    },
    {
      name: 'generated-to-conformance-only',
      comment: 'A generated suite is data plus one call; what it needs is the conformance door and a driver.',
      severity: 'error',
      from: { path: '^generated/' },
      to: {
        path: '^(src|test|bin|scripts)/',
        pathNot: ['^src/conformance/index[.]ts$', '^src/conformance/drivers/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'nothing-to-generated',
      comment:
        'The build must work when generated/ is deleted; a suite checks that its driver fits its types.',
      severity: 'error',
      from: { path: '^(src|bin|scripts)/' },
      to: { path: '^generated/' },
    },
    {
      name: 'src-not-to-test',
      comment: 'What ships does not depend on what tests it.',
      severity: 'error',
      from: { path: '^(src|bin|scripts)/' },
      to: { path: '^test/' },
    },
    {
      name: 'unit-test-stays-in-its-lane',
      comment: 'A unit test may see the inside of its own folder only, so that folders can change inside.',
      severity: 'error',
      from: { path: '^test/unit/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$'] },
    },
    confine(
      'processes-only-in-tlc',
      '^(node:)?child_process$',
      ['tlc/'],
      'One home for processes: the one place that must clean up.',
    ),
    confine(
      'threads-only-in-kernel-workers',
      '^(node:)?worker_threads$',
      ['kernel/workers/'],
      'One home for threads.',
    ),
    confine(
      'files-only-at-the-edges',
      '^(node:)?fs(/promises)?$',
      [
        'tlc/',
        'manifest/',
        'verdict-cache/',
        'cli/',
        'codegen/templates/',
        'conformance/(note-failure|read-beside)[.]ts$',
        'kernel/workers/device-file[.]ts$',
      ],
      'Files are effects; the middle stays pure and testable.',
    ),
    confine(
      'handlebars-only-in-codegen-and-pictures',
      'node_modules/handlebars/',
      ['codegen/', 'view/picture/'],
      'Templates have two homes: of generated suites, and of the pictures beside a specification.',
    ),
    confine('antlr-only-in-parser', 'node_modules/antlr4ng/', ['parser/'], 'Grammars have one home.'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
