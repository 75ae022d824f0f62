// Bundles what the report's map runs in the reader's browser into one text that the page holds.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/commands/report/page/map/', import.meta.url));
const { outputFiles } = await build({
  entryPoints: [`${folder}show-map.ts`],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  write: false,
});
const [{ text }] = outputFiles;
await writeFile(
  `${folder}map-script.generated.ts`,
  `// Bundled from show-map.ts by scripts/embed-map-script.mjs; not to be edited.
/** What the report's map runs in the browser. Holds d3-zoom and others, © Mike Bostock, ISC licence. */
export const mapScript: string = ${JSON.stringify(text.trim())};
`,
);
