import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as features from './index.ts';
import * as node from './node/index.ts';
import * as testing from './testing/index.ts';

const readme = await readFile(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const snippets = Array.from(readme.matchAll(/```js\n([\s\S]*?)```/g), ([, code]) => code as string);

const withoutImports = (code: string): string => code.replace(/import \{[\s\S]*?\} from '.*?';/g, '');

it('names in the README are exported', () => {
  const entries: Record<string, object> = {
    '@ssrm/features': features,
    '@ssrm/features/node': node,
    '@ssrm/features/testing': testing,
  };
  const imports = snippets.flatMap((code) => [...code.matchAll(/import \{([\s\S]*?)\} from '(.*?)';/g)]);
  expect(imports.length).toBeGreaterThan(4);
  for (const [, names, entry] of imports) {
    for (const name of (names as string).split(/[,\s]+/).filter(Boolean)) {
      expect(Object.keys(entries[entry as string] ?? {})).toContain(name);
    }
  }
});

it('the snippets that need nothing else run', async () => {
  const { kFold, MeanImputer, matrixFromRows, selectRows, StandardScaler, trainTestSplit } = features;
  const numbers = snippets.find((code) => code.includes('trainTestSplit(')) as string;
  const body = withoutImports(numbers);
  const run = new Function(
    ...['kFold', 'MeanImputer', 'matrixFromRows', 'selectRows', 'StandardScaler', 'trainTestSplit'],
    `${body}; return scaler.transform(imputer.transform(selectRows(matrix, test)));`,
  );
  expect(run(kFold, MeanImputer, matrixFromRows, selectRows, StandardScaler, trainTestSplit).rowCount).toBe(
    1,
  );
  const csv = snippets.find((code) => code.includes('datasetToCsv(')) as string;
  const runCsv = new Function(
    'datasetFromCsv',
    'datasetToCsv',
    'tracksFromCsv',
    'tracks',
    withoutImports(csv),
  );
  expect(() =>
    runCsv(features.datasetFromCsv, features.datasetToCsv, features.tracksFromCsv, []),
  ).not.toThrow();
});
