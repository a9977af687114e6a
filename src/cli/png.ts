import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fail, ok, type Result } from '../trace/index.ts';

/** Pixels for one of the SVG, where the picture has room for that. */
const SHARP = 2;
/** Higher or wider pictures are refused by programs that show them; each pixel takes four bytes while it is drawn. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 64_000_000;

/** Drawn with fonts of ours, so that a picture has the same bytes on every machine. */
const FONTS = ['DejaVuSansMono', 'DejaVuSansMono-Bold', 'DejaVuSans-Bold'];

/** Draws an SVG text as PNG. The error says why it cannot be drawn. */
export async function svgToPng(svg: string): Promise<Result<Uint8Array, string>> {
  const size = sizeOf(svg);
  if (Math.max(size.width, size.height) > LONGEST_SIDE || size.width * size.height > MOST_PIXELS)
    return fail(
      `the picture would have ${size.width} x ${size.height} pixels, and PNG stops at ${LONGEST_SIDE} for a side and ${MOST_PIXELS} in all: use --format svg`,
    );
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const { resolve } = createRequire(import.meta.url);
  started ??= readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')).then(initWasm);
  await started;
  const fontBuffers = await Promise.all(
    FONTS.map((name) => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))),
  );
  const font = { fontBuffers, defaultFontFamily: 'DejaVu Sans Mono', sansSerifFamily: 'DejaVu Sans' };
  const isSharp =
    size.width * size.height * SHARP ** 2 <= MOST_PIXELS &&
    Math.max(size.width, size.height) * SHARP <= LONGEST_SIDE;
  const fitTo = { mode: 'zoom', value: isSharp ? SHARP : 1 } as const;
  return ok(new Resvg(svg, { font, fitTo }).render().asPng());
}

/** As the first element says. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^<svg [^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

/** WebAssembly may be set up once in a process only. */
let started: Promise<void> | undefined;
