import type { GeneratedFile } from '../suite-input.ts';
import { render } from '../templates/render.ts';
import { boxedComment } from './boxed-comment.ts';
import { decisionsIn } from './decisions.ts';
import type { DesignModel, DesignName, DesignPattern } from './design-input.ts';
import { moduleNameOf, renameModule } from './rename-module.ts';

/**
 * The files of a new design, which decides everything as its pattern does: so TLC says of it what the pattern's manifest
 * expects, until one of its decisions is changed. Paths are relative to its folder.
 */
export function generateDesign(pattern: DesignPattern, wanted: DesignName): readonly GeneratedFile[] {
  const mainModule = moduleNameOf(wanted.name);
  const renamed = (text: string): string => renameModule(text, pattern.mainModule, mainModule);
  const models = pattern.models.map((model) => ({
    ...model,
    module: renamed(model.module),
    config: renamed(model.config),
  }));
  return [
    ...pattern.modules.map(({ name, text }) => ({
      path: `${renamed(name)}.tla`,
      text: name === pattern.mainModule ? mainText(renamed(text), pattern.name, wanted.name) : renamed(text),
    })),
    ...pattern.configs.map(({ name, text }) => ({ path: `${renamed(name)}.cfg`, text: renamed(text) })),
    { path: 'manifest.json', text: `${JSON.stringify({ name: wanted.name, models }, null, 2)}\n` },
    { path: 'README.md', text: readme(pattern, wanted, models) },
  ];
}

/** The module's first line, and comments that stand right below it. */
const HEAD = /^(.*MODULE.*)\n((?:[ \t]*(?:\(\*[^]*?\*\)|\\\*.*)?[ \t]*\n)*)/;

/** The module that decides: under a heading of its own, and without the pattern's code. */
function mainText(text: string, pattern: string, name: string): string {
  const [head = '', heading = ''] = HEAD.exec(text) ?? [];
  const comment = boxedComment(
    `${name}: say here in a line or two what this design decides. It was made from ${pattern}, and decides as that does until you change it.`,
  );
  return render('design.tla.hbs', { heading, comment, body: withoutCode(text.slice(head.length)).trimEnd() });
}

/** `code: designs/baseline` says where the pattern's decision is implemented; the new one's is not yet. */
const withoutCode = (text: string): string =>
  text.replace(/\bcode:\s+designs\/[\w-]+/g, (words) => ' '.repeat(words.length));

function readme(pattern: DesignPattern, wanted: DesignName, models: readonly DesignModel[]): string {
  const main = pattern.modules.find(({ name }) => name === pattern.mainModule)?.text ?? '';
  return render('design-readme.md.hbs', {
    ...wanted,
    mainModule: moduleNameOf(wanted.name),
    pattern: pattern.name,
    decisions: decisionsIn(main, assemblingIn(pattern)),
    models: models.map(({ config, expect, condition, role }) => ({
      config,
      expectation: expectationText(expect),
      remark: (role ?? condition ?? '').replaceAll('|', '\\|'),
    })),
  });
}

/** What the configurations name as the behavior to check, and by convention the next-state relation. */
function assemblingIn({ configs }: DesignPattern): ReadonlySet<string> {
  const named = configs.flatMap(({ text }) =>
    [...text.matchAll(/^\s*(?:SPECIFICATION|INIT|NEXT)\s+(\w+)/gm)].map(([, name = '']) => name),
  );
  return new Set(['Init', 'Next', 'Fairness', ...named]);
}

function expectationText(expect: DesignModel['expect']): string {
  switch (expect.result) {
    case 'violated':
      return `${expect.property ?? ''} is violated`;
    case 'each': {
      const violated = Object.keys(expect.violated ?? {}).join(', ');
      return violated === '' ? 'holds' : `${violated} violated${expect.others ? ', the others hold' : ''}`;
    }
    default:
      return expect.result;
  }
}
