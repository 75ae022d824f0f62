// Says under which licences the published packages' dependencies are, and fails on one that nobody has agreed to here.
import { execFileSync } from 'node:child_process';

/** Each lets whoever installs or bundles the packages do so; the notices that some ask for lie in the dependencies themselves. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Of one package each: agreed to for how it is used. */
const allowedFor = {
  // Its files are used as they are and not changed.
  '@resvg/resvg-wasm': 'MPL-2.0',
  // A font may go along with software and be drawn with; only the font alone may not be sold.
  '@expo-google-fonts/inter': 'MIT AND OFL-1.1',
};

const listed = execFileSync('pnpm', ['licenses', 'list', '--prod', '--json', '--filter', './packages/*'], {
  encoding: 'utf8',
  maxBuffer: 1e8,
  shell: process.platform === 'win32',
});
for (const [licence, packages] of Object.entries(JSON.parse(listed))) {
  const names = packages.map(({ name }) => name);
  const refused = names.filter((name) => !allowed.includes(licence) && allowedFor[name] !== licence);
  console.log(`${licence}: ${names.join(', ')}`);
  if (refused.length === 0) continue;
  console.error(`${licence} of ${refused.join(', ')} is not in the list of scripts/check-licences.mjs.`);
  process.exitCode = 1;
}
