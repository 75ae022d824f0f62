import { defineConfig } from 'tsup';
import { sharedOptions } from '../../tsup.shared.ts';

export default defineConfig({
  ...sharedOptions,
  platform: 'node',
  dts: false,
  entry: {
    main: 'src/main.ts',
    'plots-worker': 'src/charts/plots-worker.ts',
    'map-worker': 'src/commands/report/taste-map/map-worker.ts',
  },
});
