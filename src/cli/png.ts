import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fail, ok, type Result } from '../trace/index.ts';

/** Pixels for one of the SVG, where the picture has room for that. */
const SHARP = 2;
/** Higher or wider pictures are refused by programs that show them, and take gigabytes to draw. */
const MOST_PIXELS = 16_384;

/** Drawn with fonts of ours, so that a picture has the same bytes on every machine. */
const FONTS = ['DejaVuSansMono', 'DejaVuSansMono-Bold', 'DejaVuSans-Bold'];

/** Draws an SVG text as PNG. The error says why it cannot be drawn. */
export async function svgToPng(svg: string): Promise<Result<Uint8Array, string>> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  const { resolve } = createRequire(import.meta.url);
  started ??= readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')).then(initWasm);
  await started;
  const fontBuffers = await Promise.all(
    FONTS.map((name) => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`))),
  );
  const font = { fontBuffers, defaultFontFamily: 'DejaVu Sans Mono', sansSerifFamily: 'DejaVu Sans' };
  const at = (zoom: number) => new Resvg(svg, { font, fitTo: { mode: 'zoom', value: zoom } });
  const plain = at(1);
  const longest = Math.max(plain.width, plain.height);
  if (longest > MOST_PIXELS)
    return fail(
      `the picture would have ${plain.width} x ${plain.height} pixels, and PNG stops at ${MOST_PIXELS}: use --format svg`,
    );
  const drawn = (longest * SHARP > MOST_PIXELS ? plain : at(SHARP)).render();
  return ok(drawn.asPng());
}

/** WebAssembly may be set up once in a process only. */
let started: Promise<void> | undefined;
