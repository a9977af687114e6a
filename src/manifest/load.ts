import { readFile, readdir } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Manifest, ManifestError } from './manifest.ts';
import { configsAmong } from './model-files.ts';
import { nearest } from './nearest.ts';
import { parseManifest } from './parse.ts';
import { unreadable } from './unreadable.ts';

export type LoadedManifest =
  | { readonly ok: true; readonly value: Manifest }
  | { readonly ok: false; readonly error: readonly ManifestError[] };

/**
 * Reads a manifest and compares it with its folder in both directions: each entry's files exist, and each cfg file of
 * TLC's is in an entry, so that no model can be forgotten.
 */
export async function loadManifest(file: string): Promise<LoadedManifest> {
  let text: string;
  let names: string[];
  try {
    text = await readFile(file, 'utf8');
    names = await readdir(dirname(file));
  } catch (error) {
    return { ok: false, error: [unreadable(error, file)] };
  }
  const parsed = parseManifest(text, file);
  if (!parsed.ok) return parsed;
  const configs = await configsAmong(dirname(file), names);
  const errors = [
    ...missingFiles(parsed.value, names, file),
    ...unlistedConfigs(parsed.value, configs, file),
  ];
  return errors.length > 0 ? { ok: false, error: errors } : parsed;
}

function missingFiles(manifest: Manifest, names: readonly string[], file: string): ManifestError[] {
  return manifest.models.flatMap(({ module, config, line }) =>
    [`${module}.tla`, config]
      .filter((name) => !names.includes(name))
      .map((name) => ({
        code: 'missing-file' as const,
        message: `no file ${name} beside the manifest${hint(name, names)}`,
        file,
        line,
      })),
  );
}

function hint(name: string, names: readonly string[]): string {
  const guess = nearest(
    name,
    names.filter((other) => extname(other) === extname(name)),
  );
  return guess === undefined ? '' : `; did you mean ${guess}?`;
}

function unlistedConfigs(manifest: Manifest, configs: readonly string[], file: string): ManifestError[] {
  const listed = new Set(manifest.models.map(({ config }) => config));
  return configs
    .filter((name) => !listed.has(name))
    .map((name) => ({
      code: 'not-listed' as const,
      message: `${name} is in no entry of the manifest, so nobody says what it must show`,
      file,
    }));
}
