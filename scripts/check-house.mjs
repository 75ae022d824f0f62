// Checks the picture of the house in CONTRIBUTING.md against the imports: every folder and file below `src` stands in
// it, a line imports from lines below it only, and no two files need each other.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { cruise } from 'dependency-cruiser';

const picture = /```text house\n(.*?)```/s.exec(await readFile('CONTRIBUTING.md', 'utf8'))?.[1];
if (picture === undefined) throw new Error('CONTRIBUTING.md has no block ```text house.');

/** Where each room stands: `cli/run-folder` → line number; packages alone, too. */
const lineOf = new Map();
let packageName = '';
for (const [number, line] of picture.split('\n').entries()) {
  if (line.trim() === '') continue;
  const isRoom = line.startsWith('  ');
  const [names = ''] = line.trim().split(/ {2,}/);
  if (!isRoom) packageName = names;
  for (const name of names.split(' ')) lineOf.set(isRoom ? `${packageName}/${name}` : packageName, number);
}

const { output } = await cruise(
  ['packages'],
  {
    exclude: {
      path: String.raw`(node_modules|/dist/|/bench/|/test/|/scripts/|__fixtures__|\.test\.ts$|\.config\.ts$)`,
    },
    includeOnly: { path: '^packages/[^/]+/src/' },
    tsPreCompilationDeps: true,
    validate: true,
    ruleSet: { forbidden: [{ name: 'no-circles', severity: 'error', from: {}, to: { circular: true } }] },
  },
  {
    conditionNames: ['@ssrm/source', 'import', 'node', 'default'],
    exportsFields: ['exports'],
    extensions: ['.ts'],
  },
);

const faults = output.summary.violations.map(
  ({ from, cycle }) => `These need each other: ${[from, ...cycle.map(({ name }) => name)].join(' → ')}`,
);
const seen = new Set();
for (const { source, dependencies } of output.modules) {
  const from = roomOf(source);
  seen.add(from);
  if (!lineOf.has(from)) faults.push(`CONTRIBUTING.md does not show ${from} (${source}).`);
  for (const { resolved } of dependencies) {
    const to = roomOf(resolved);
    const isDown = lineOf.get(from) < lineOf.get(to);
    if (from === to || isDown || !lineOf.has(from) || !lineOf.has(to)) continue;
    faults.push(`${source} imports ${resolved}, but ${to} does not stand below ${from} in CONTRIBUTING.md.`);
  }
}
for (const room of lineOf.keys()) {
  if (room.includes('/') && !seen.has(room))
    faults.push(`CONTRIBUTING.md shows ${room}, which is not there.`);
}
for (const fault of new Set(faults)) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`${output.modules.length} files stand as CONTRIBUTING.md shows them.`);

/** `cli/run-folder`: the folder or file directly below `src`; of commands, each is a room of its own. */
function roomOf(path) {
  const [, name, , ...rest] = path.split('/');
  const [first = '', second, third] = rest;
  if (name === 'cli' && first === 'commands' && second !== undefined) {
    return `cli/commands/${third === undefined ? basename(second, '.ts') : second}`;
  }
  return `${name}/${second === undefined ? basename(first, '.ts') : first}`;
}
