import { defineConfig } from 'tsup';

/** Benchmarks as scripts that plain Node runs; not part of the package. */
export default defineConfig({
  entry: ['bench/import.ts'],
  format: ['esm'],
  target: 'es2022',
  outDir: 'node_modules/.bench',
  noExternal: [/^@ssrm\//],
  silent: true,
});
