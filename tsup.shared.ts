import type { Options } from 'tsup';

/** ESM only; declarations and source maps beside the code; the sources are shipped too. */
export const sharedOptions: Options = {
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  clean: true,
  treeshake: true,
  splitting: true,
  silent: true,
  // The sources lie beside the code, so that the maps need not hold them again.
  esbuildOptions(options) {
    options.sourcesContent = false;
  },
};
