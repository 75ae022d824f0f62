import { defineConfig } from 'tsup';
import { sharedOptions } from '../../tsup.shared.ts';

export default defineConfig({
  ...sharedOptions,
  platform: 'node',
  dts: false,
  entry: {
    main: 'src/main.ts',
    worker: 'src/worker-process.ts',
    trial: 'src/trial/trial.ts',
    bench: 'bench/figures.ts',
  },
});
