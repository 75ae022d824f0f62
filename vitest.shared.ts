import { defaultServerConditions } from 'vite';
import type { ViteUserConfig } from 'vitest/config';

/** Tests read the sources of the other packages, so they need no build. */
const conditions = ['@ssrm/source', ...defaultServerConditions];

export const sharedConfig: ViteUserConfig = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
  },
};
