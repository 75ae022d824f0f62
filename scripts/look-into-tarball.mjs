import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose code contains other people's, with the terms of that. */
const withNotices = ['@ssrm/cli'];
const largestUnpacked = { '@ssrm/cli': 2_000_000 };

/**
 * What a stranger unpacks: its size, and what is wrong with it.
 *
 * @param folder - Where it is unpacked to; made.
 */
export function lookIntoTarball(tarball, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const home = join(folder, 'package');
  const { name } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const files = readdirSync(home, { recursive: true }).filter((path) => statSync(join(home, path)).isFile());
  const bytes = files.reduce((sum, path) => sum + statSync(join(home, path)).size, 0);

  const faults = [];
  const wanted = ['LICENSE', 'README.md', ...(withNotices.includes(name) ? ['THIRD-PARTY-NOTICES'] : [])];
  for (const path of wanted) if (!files.includes(path)) faults.push(`${name} lacks ${path}.`);
  const borrowed = files
    .filter((path) => path.endsWith('.map'))
    .flatMap((path) => JSON.parse(readFileSync(join(home, path), 'utf8')).sources)
    .filter((source) => source.includes('node_modules'));
  if (borrowed.length > 0)
    faults.push(`${name} has bundled ${borrowed[0]}, whose notice would have to go along.`);
  if (bytes > (largestUnpacked[name] ?? Number.POSITIVE_INFINITY))
    faults.push(`${name} unpacks to ${bytes} bytes, more than ${largestUnpacked[name]}.`);
  return { bytes, fileCount: files.length, faults };
}
