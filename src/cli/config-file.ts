import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import { nearest, readJson } from '../manifest/index.ts';
import { errnoOf, explainErrno } from '../tlc/index.ts';
import { fail, ok, type Result } from '../trace/index.ts';
import type { Library } from './libraries.ts';
import { shownPath } from './shown-path.ts';

/** The project's settings, from `tracewright.config.json`; paths are absolute. */
export interface ProjectConfig {
  /** The file, when there is one. */
  readonly file?: string;
  readonly jar?: string;
  readonly libraries: readonly Library[];
}

export const CONFIG_NAME = 'tracewright.config.json';

/** Reads the settings of the folder or of the nearest one above it that has any. The error names file and line. */
export async function readProjectConfig(folder: string): Promise<Result<ProjectConfig, string>> {
  const file = join(folder, CONFIG_NAME);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return fail(`${file} cannot be read: ${explainErrno(errnoOf(error))}`);
    return dirname(folder) === folder ? ok({ libraries: [] }) : readProjectConfig(dirname(folder));
  }
  return parseProjectConfig(text, file);
}

const FIELDS = ['$schema', 'jar', 'libraries'];

/** The settings in the text of a configuration file. */
export function parseProjectConfig(text: string, file: string): Result<ProjectConfig, string> {
  const name = shownPath(file);
  const json = readJson(text);
  if (!json.ok) return fail(`${name}:${json.error.line}: ${json.error.message}`);
  const { root, lineOf } = json.value;
  const wrong = (node: Node, message: string): Result<never, string> =>
    fail(`${name}:${lineOf(node)}: ${message}`);
  if (root.type !== 'object') return wrong(root, 'the settings must be an object');
  const unknown = (root.children ?? []).find((property) => !FIELDS.includes(nameOf(property)));
  if (unknown) return wrong(unknown, `there is no setting "${nameOf(unknown)}"; ${meant(nameOf(unknown))}`);
  const jar = findNodeAtLocation(root, ['jar']);
  if (jar && jar.type !== 'string') return wrong(jar, '"jar" must be a path');
  const libraries = findNodeAtLocation(root, ['libraries']);
  if (libraries && !isListOfPaths(libraries))
    return wrong(libraries, '"libraries" must be a list of folders and jars');
  const pathOf = (node: Node): string => resolve(dirname(file), getNodeValue(node) as string);
  return ok({
    file,
    ...(jar && { jar: pathOf(jar) }),
    libraries: (libraries?.children ?? []).map((node) => ({
      path: pathOf(node),
      namedBy: `${name}:${lineOf(node)}`,
    })),
  });
}

const isListOfPaths = ({ type, children = [] }: Node): boolean =>
  type === 'array' && children.every((entry) => entry.type === 'string');

const nameOf = (property: Node): string => String(property.children?.[0]?.value);

function meant(field: string): string {
  const guess = nearest(field, FIELDS);
  return guess === undefined ? 'known are jar, libraries' : `did you mean "${guess}"?`;
}
