import { readFile, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Manifest, ManifestError } from './manifest.ts';
import { parseManifest } from './parse.ts';

export type LoadedManifest =
  | { readonly ok: true; readonly value: Manifest }
  | { readonly ok: false; readonly error: readonly ManifestError[] };

/**
 * Reads a manifest and compares it with its folder in both directions: each entry's files exist, and each cfg file is
 * in an entry, so that no model can be forgotten.
 */
export async function loadManifest(file: string): Promise<LoadedManifest> {
  let text: string;
  let names: string[];
  try {
    text = await readFile(file, 'utf8');
    names = await readdir(dirname(file));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return {
      ok: false,
      error: [{ code: 'unreadable', message: `cannot be read: ${reason}`, file, line: 1 }],
    };
  }
  const parsed = parseManifest(text, file);
  if (!parsed.ok) return parsed;
  const errors = [...missingFiles(parsed.value, names, file), ...unlistedConfigs(parsed.value, names, file)];
  return errors.length > 0 ? { ok: false, error: errors } : parsed;
}

function missingFiles(manifest: Manifest, names: readonly string[], file: string): ManifestError[] {
  return manifest.models.flatMap(({ module, config, line }) =>
    [`${module}.tla`, config]
      .filter((name) => !names.includes(name))
      .map((name) => ({
        code: 'missing-file' as const,
        message: `no file ${name} beside the manifest`,
        file,
        line,
      })),
  );
}

function unlistedConfigs(manifest: Manifest, names: readonly string[], file: string): ManifestError[] {
  const listed = new Set(manifest.models.map(({ config }) => config));
  return names
    .filter((name) => name.endsWith('.cfg') && !listed.has(name))
    .sort()
    .map((name) => ({
      code: 'not-listed' as const,
      message: `${name} is in no entry of the manifest, so nobody says what it must show`,
      file,
      line: 1,
    }));
}
