import { defineConfig } from 'tsup';

/** Benchmarks read the sources of this package and of features, so they need no build. */
export default defineConfig({
  entry: ['bench/quality.ts', 'bench/throughput.ts'],
  outDir: 'node_modules/.bench',
  format: ['esm'],
  platform: 'node',
  silent: true,
  noExternal: [/^@ssrm\//],
  external: [/^@tensorflow\//],
  esbuildOptions(options) {
    options.conditions = ['@ssrm/source'];
  },
});
