import { defineConfig } from 'tsup';
import { sharedOptions } from '../../tsup.shared.ts';

export default defineConfig({
  ...sharedOptions,
  entry: {
    index: 'src/index.ts',
    'node/index': 'src/node/index.ts',
    'transformers/index': 'src/transformers/index.ts',
    'universal-sentence-encoder/index': 'src/universal-sentence-encoder/index.ts',
  },
});
