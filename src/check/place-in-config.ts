import { join } from 'node:path';
import type { ModelTask } from '../manifest/index.ts';
import { parseConfig, type ConfigStatement, type Finding, type TlcConfig } from '../parser/index.ts';
import type { SourceLocation, SpecError } from '../trace/index.ts';

/** TLC's messages about configurations (`EC.TLC_CONFIG_...`, `EC.CFG_...`), and that there is no NEXT. */
const isAboutConfig = (code: number): boolean =>
  code === 2115 || (code >= 2222 && code <= 2243) || code === 2281 || (code >= 5001 && code <= 5006);

/**
 * An error with the best place that is known: where the configuration names what the message complains of, else the
 * configuration if it is about that, else the module.
 */
export function placeInConfig(
  error: SpecError,
  finding: Finding | undefined,
  task: ModelTask,
  config: TlcConfig,
): SpecError {
  if (error.location || error.file !== undefined) return error;
  const location = placeOfName(error.message, config, task.configText);
  if (location) return { ...error, file: task.config, location };
  const file = finding && isAboutConfig(finding.code) ? task.config : join(task.folder, `${task.module}.tla`);
  return { ...error, file };
}

/** Where a configuration names what is to be checked; undefined where it does not, or cannot be read. */
export function placeInConfigOf(
  name: string,
  { configText }: Pick<ModelTask, 'configText'>,
): SourceLocation | undefined {
  const config = parseConfig(configText);
  const checked = ['INVARIANT', 'PROPERTY', 'POSTCONDITION'];
  const found = config.ok
    ? config.value.statements
        .flatMap(namesOf)
        .find((entry) => entry.name === name && checked.includes(entry.keyword))
    : undefined;
  return found && placeOfLine(found.line, configText, name);
}

/** The word before a name in TLC's messages: `The invariant Small specified in the configuration file ...`. */
const BEFORE_NAME =
  /\b(invariant|property|action constraint|constraint|action|predicate|name|function|formula|identifier|constant|parameter|operator|alias|postcondition|for) ([\w!]+)/g;

function placeOfName(message: string, { statements }: TlcConfig, text: string): SourceLocation | undefined {
  const line = /^TLC found an error in the configuration file at line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return placeOfLine(Number(line), text);
  const specification = statements.find(({ keyword }) => keyword === 'SPECIFICATION');
  if (specification && message.includes('both INIT/NEXT and SPECIFICATION'))
    return placeOfLine(specification.line, text);
  const named = statements.flatMap(namesOf);
  for (const [, word = '', name] of message.matchAll(BEFORE_NAME)) {
    const places = named.filter((entry) => entry.name === name);
    const fitting = places.find(({ keyword }) => keyword === KEYWORDS[word]) ?? places[0];
    if (fitting) return placeOfLine(fitting.line, text, name);
  }
  return undefined;
}

/** The statement that a word of a message speaks of, where the same name stands in several. */
const KEYWORDS: Readonly<Record<string, string>> = {
  invariant: 'INVARIANT',
  property: 'PROPERTY',
  constraint: 'CONSTRAINT',
  'action constraint': 'ACTION_CONSTRAINT',
  predicate: 'INIT',
  action: 'NEXT',
  name: 'SPECIFICATION',
  identifier: 'CONSTANT',
  constant: 'CONSTANT',
  for: 'CONSTANT',
};

interface NamedThere {
  readonly name: string;
  readonly line: number;
  readonly keyword: string;
}

function namesOf(statement: ConfigStatement): readonly NamedThere[] {
  const { keyword } = statement;
  if ('names' in statement) return statement.names.map(({ name, line }) => ({ name, line, keyword }));
  if ('name' in statement) return [{ name: statement.name, line: statement.line, keyword }];
  if (!('bindings' in statement)) return [];
  return statement.bindings.flatMap((binding) => [
    { name: binding.name, line: binding.line, keyword },
    ...(binding.kind === 'substitution' ? [{ name: binding.definition, line: binding.line, keyword }] : []),
  ]);
}

/** The place of a name in its statement, which begins in that line; without a name, that of the line's text. */
function placeOfLine(line: number, text: string, name?: string): SourceLocation {
  const lines = text.split('\n');
  const isWord = name === undefined ? /\S/ : new RegExp(`(?<!\\w)${name}(?!\\w)`);
  const found = lines.slice(line - 1).findIndex((content) => isWord.test(content));
  const beginLine = found < 0 ? line : line + found;
  const beginColumn = (lines[beginLine - 1]?.search(isWord) ?? 0) + 1;
  const endColumn = beginColumn + Math.max(0, (name?.length ?? 1) - 1);
  return { module: '', beginLine, beginColumn, endLine: beginLine, endColumn };
}
