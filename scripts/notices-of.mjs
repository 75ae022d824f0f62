import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The terms of the packages that the files belong to, which have to go along where the files are bundled; packages of the same terms stand together.
 *
 * @param files - Absolute paths; those outside `node_modules` are our own and passed over.
 */
export function noticesOf(files) {
  const folders = new Set(
    files.map((file) => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]),
  );
  folders.delete(undefined);
  const namesByTerms = new Map();
  for (const folder of folders) {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const papers = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file));
    if (papers.length === 0) throw new Error(`${name} has no file of its terms.`);
    const terms = papers.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
    namesByTerms.set(terms, [...(namesByTerms.get(terms) ?? []), name].sort());
  }
  return [...namesByTerms]
    .sort(([, a], [, b]) => (a[0] < b[0] ? -1 : 1))
    .map(([terms, names]) => `${names.join(', ')}:\n${terms}\n\n`)
    .join('');
}
