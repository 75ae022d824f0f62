// Bundles what the report's map runs in the reader's browser into one text that the page holds.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/commands/report/page/map/', import.meta.url));
// Its terms ask that they go along with every copy; those of what it needs are the same.
const licence = await readFile(new URL('../node_modules/d3-zoom/LICENSE', import.meta.url), 'utf8');
const { outputFiles } = await build({
  entryPoints: [`${folder}show-map.ts`],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: `/* d3-zoom and what it needs:\n${licence}*/` },
  write: false,
});
const [{ text }] = outputFiles;
await writeFile(
  `${folder}map-script.generated.ts`,
  `// Bundled from show-map.ts by scripts/embed-map-script.mjs; not to be edited.
/** What the report's map runs in the browser. */
export const mapScript: string = ${JSON.stringify(text.trim())};
`,
);
