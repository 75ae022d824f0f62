import { defineConfig } from 'tsup';
import { sharedOptions } from '../../tsup.shared.ts';

export default defineConfig({
  ...sharedOptions,
  entry: {
    index: 'src/index.ts',
    'legacy/index': 'src/legacy/index.ts',
    'node/index': 'src/node/index.ts',
    'player/index': 'src/player/index.ts',
    'testing/index': 'src/testing/index.ts',
  },
});
