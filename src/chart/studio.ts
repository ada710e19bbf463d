import { readFile } from 'node:fs/promises';
import canvasKit, { type CanvasKit, type Typeface } from 'canvaskit-wasm';

/** The library, and what it writes with: a server need not have a font. */
export interface Studio {
  readonly kit: CanvasKit;
  readonly regular: Typeface;
  readonly bold: Typeface;
}

/**
 * The build puts these files beside its own and names them here instead. Where the first can't be run, the library rejects
 * what it has given nobody, which ends the thread.
 */
export async function openStudio(): Promise<Studio> {
  const wasm = import.meta.resolve('canvaskit-wasm/bin/canvaskit.wasm');
  const kit = await canvasKit.default({ locateFile: () => wasm });
  return {
    kit,
    regular: await typeface(kit, import.meta.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2')),
    bold: await typeface(kit, import.meta.resolve('@fontsource/inter/files/inter-latin-600-normal.woff2')),
  };
}

async function typeface(kit: CanvasKit, url: string): Promise<Typeface> {
  const bytes = await readFile(new URL(url));
  const face = kit.Typeface.MakeTypefaceFromData(new Uint8Array(bytes).buffer);
  if (!face) throw new Error(`${url} is no font`);
  return face;
}
