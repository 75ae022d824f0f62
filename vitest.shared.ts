import type { ViteUserConfig } from 'vitest/config';

/** Tests read the sources of the other packages, so they need no build; then Vite's own for servers. */
const conditions = ['@ssrm/source', 'module', 'node', 'development|production'];

export const sharedConfig: ViteUserConfig = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
  },
};
