// Bundles what the report's map runs in the reader's browser into one text that the page holds.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = 'src/commands/report/page/map';
const { outputFiles, metafile } = await build({
  absWorkingDir: packageFolder,
  entryPoints: [`${folder}/show-map.ts`],
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
const notices = await noticesOf(Object.keys(metafile.inputs));
const script = `/* Contains:\n\n${notices}*/\n${outputFiles[0].text.trim()}`;
await writeFile(
  `${packageFolder}${folder}/map-script.generated.ts`,
  `// Bundled from show-map.ts by scripts/embed-map-script.mjs; not to be edited.
/** What the report's map runs in the browser. */
export const mapScript: string = ${JSON.stringify(script)};
`,
);
await writeFile(
  `${packageFolder}THIRD-PARTY-NOTICES`,
  `The script in the report's page, which is a text in dist/, contains:\n\n${notices}`,
);

/** The terms of each package that the files belong to, packages of the same terms together. */
async function noticesOf(files) {
  const packages = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]));
  packages.delete(undefined);
  const namesByTerms = new Map();
  for (const path of [...packages].sort()) {
    const terms = (await readFile(`${packageFolder}${path}/LICENSE`, 'utf8')).trim();
    namesByTerms.set(terms, [...(namesByTerms.get(terms) ?? []), path.split('node_modules/').at(-1)]);
  }
  return [...namesByTerms].map(([terms, names]) => `${names.join(', ')}:\n${terms}\n\n`).join('');
}
