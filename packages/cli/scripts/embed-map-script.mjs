// Bundles what the report's map runs in the reader's browser into one text that the page holds.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf } from '../../../scripts/notices-of.mjs';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = `${packageFolder}src/commands/report/page/map/`;
const { outputFiles, metafile } = await build({
  absWorkingDir: packageFolder,
  entryPoints: [`${folder}show-map.ts`],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  metafile: true,
  write: false,
});
// Their terms ask that they go along with every copy: with each page, and with the package.
const notices = noticesOf(Object.keys(metafile.inputs).map((path) => resolve(packageFolder, path)));
const script = `/* Contains:\n\n${notices}*/\n${outputFiles[0].text.trim()}`;
await writeFile(
  `${folder}map-script.generated.ts`,
  `// Bundled from show-map.ts by scripts/embed-map-script.mjs; not to be edited.
/** What the report's map runs in the browser. */
export const mapScript: string = ${JSON.stringify(script)};
`,
);
await writeFile(
  `${packageFolder}THIRD-PARTY-NOTICES`,
  `The script in the report's page, which is a text in dist/, contains:\n\n${notices}`,
);
