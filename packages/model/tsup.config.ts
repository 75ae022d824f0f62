import { defineConfig } from 'tsup';
import { sharedOptions } from '../../tsup.shared.ts';

export default defineConfig({
  ...sharedOptions,
  entry: {
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    'node/worker': 'src/node/worker.ts',
    'tfjs/index': 'src/tfjs/index.ts',
  },
});
