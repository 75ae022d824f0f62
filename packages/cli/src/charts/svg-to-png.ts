import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

let fonts: Promise<readonly Uint8Array[]> | undefined;

/**
 * The SVG drawn as PNG, with Inter for its texts: it needs no font on the machine and gives the same bytes everywhere.
 *
 * @param scale - Pixels per unit of the SVG's view box.
 */
export async function svgToPng(svg: string, scale = 2): Promise<Uint8Array> {
  fonts ??= load();
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: { fontBuffers: [...(await fonts)], defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  const image = resvg.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    resvg.free();
  }
}

/** Starts the WebAssembly module (once per process: it refuses a second start) and reads the fonts. */
async function load(): Promise<readonly Uint8Array[]> {
  const require = createRequire(import.meta.url);
  const read = (specifier: string) => readFile(require.resolve(specifier));
  await initWasm(read('@resvg/resvg-wasm/index_bg.wasm'));
  return Promise.all([
    read('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    read('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  ]);
}
