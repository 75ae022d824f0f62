import { defineConfig, mergeConfig } from 'vitest/config';
import { sharedConfig } from '../../vitest.shared.ts';

// Most tests here start whole processes and wait for them: two at a time on any machine, and one with much to do takes its time.
export default mergeConfig(
  sharedConfig,
  defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: 2 } }),
);
