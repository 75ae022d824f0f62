// Installs the packages as a stranger would: packs them, serves them from a registry on this machine, installs them into empty projects, and does a real task in
// each. `pnpm try:packages [PROJECT …]`; with `--pack DIR` it only leaves the tarballs there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lookIntoTarball } from './look-into-tarball.mjs';

const run = promisify(execFile);
const chromiumPath = '/usr/bin/chromium';
const names = ['features', 'spotify-client', 'embeddings', 'model', 'cli'];
const tsconfig = (module, moduleResolution) =>
  JSON.stringify({
    compilerOptions: {
      module,
      moduleResolution,
      target: 'es2022',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    },
    files: ['task.ts'],
  });

/** Learns from twelve songs beside the built-in world and scores another two; the metal listener prefers the first. */
const task = `
const artists = ['Metallica', 'Slayer', 'Megadeth', 'Iron Maiden'];
const songs = artists.flatMap((artistName) => ['One', 'Two', 'Three'].map((name) => ({ ...toTrack({ id: artistName + name, name, artistName }), score: 0.8 })));
const asked = [['Ace of Spades', 'Motörhead'], ['Dynamite', 'BTS']].map(([name = '', artistName = '']) => toTrack({ id: name, name, artistName }));
const answer = TasteModel.fit(songs, { background: 'world' }).then((model) => model.predict(asked)).then(([first = 0, second = 1]) => (first > second ? 'learned' : 'wrong'));
`;
const imports = "import { toTrack } from '@ssrm/features';\nimport { TasteModel } from '@ssrm/model';\n";

/** What is done in each project: files to write, packages beside ours, and commands of which the last says `learned`. */
const projects = {
  'node, import': {
    files: { 'task.mjs': `${imports}${task}console.log(await answer);` },
    commands: [['node', 'task.mjs']],
  },
  'node, require': {
    files: {
      'task.cjs': `const { toTrack } = require('@ssrm/features');\nconst { TasteModel } = require('@ssrm/model');\n${task}answer.then(console.log);`,
    },
    // Older Node says that require() of an ES module is experimental.
    commands: [['node', '--no-warnings', 'task.cjs']],
  },
  'the client alone': {
    files: {
      'task.mjs': `import { bearerToken, createSpotifyClient, getTopTracks } from '@ssrm/spotify-client';
import { createSpotifyApp } from '@ssrm/spotify-client/testing';
const app = createSpotifyApp({ seed: 3 });
const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch });
console.log((await getTopTracks(client).collect({ max: 5 })).length === 5 ? 'learned' : 'wrong');`,
    },
    commands: [['node', 'task.mjs']],
  },
  'TypeScript, NodeNext': {
    packages: ['typescript@5'],
    files: {
      'task.ts': `${imports}${task}export { answer };`,
      'tsconfig.json': tsconfig('nodenext', 'nodenext'),
    },
    commands: [
      ['npx', 'tsc'],
      ['node', '-p', '"learned"'],
    ],
  },
  'TypeScript, Bundler': {
    packages: ['typescript@5'],
    files: {
      'task.ts': `${imports}${task}export { answer };`,
      'tsconfig.json': tsconfig('esnext', 'bundler'),
    },
    commands: [
      ['npx', 'tsc'],
      ['node', '-p', '"learned"'],
    ],
  },
  'esbuild, for a worker in the cloud': {
    packages: ['esbuild@0.25'],
    files: {
      'task.mjs': `${imports}${task}export default answer;`,
      'ask.mjs': "console.log(await (await import('./bundle.mjs')).default);",
    },
    commands: [
      [
        'npx',
        'esbuild',
        'task.mjs',
        '--bundle',
        '--format=esm',
        '--platform=browser',
        '--conditions=worker',
        '--outfile=bundle.mjs',
        '--log-level=error',
      ],
      ['node', 'ask.mjs'],
    ],
  },
  'a Vite page with a worker': {
    packages: ['vite@8'],
    files: {
      'index.html': '<script type="module" src="/page.js"></script>',
      'page.js':
        "const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });\nworker.onmessage = ({ data }) => { document.title = data; };",
      'worker.js': `${imports}${task}answer.then((text) => postMessage(text));`,
      // The model loads its tables when they are needed, and so in pieces.
      'vite.config.js': "export default { worker: { format: 'es' }, logLevel: 'warn' };",
    },
    commands: [['npx', 'vite', 'build']],
    inBrowser: true,
  },
  Deno: {
    packages: ['deno@2'],
    files: { 'task.mjs': `${imports}${task}console.log(await answer);` },
    commands: [['npx', 'deno', 'run', '--allow-read', '--node-modules-dir=manual', 'task.mjs']],
  },
  Bun: {
    packages: ['bun@1'],
    files: { 'task.mjs': `${imports}${task}console.log(await answer);` },
    commands: [['npx', 'bun', 'task.mjs']],
  },
  'the command': {
    files: {},
    commands: [
      ['npx', 'ssrm', 'demo', '--out', 'demo'],
      ['node', '-p', '"learned"'],
    ],
  },
};

const folder = await mkdtemp(join(tmpdir(), 'ssrm-packages-'));
const [flag, target] = process.argv.slice(2);
try {
  const tarballs = await pack(flag === '--pack' ? target : folder);
  if (flag !== '--pack') await tryAll(tarballs, process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function pack(destination) {
  await mkdir(destination, { recursive: true });
  for (const name of names) {
    await run('pnpm', ['--filter', `@ssrm/${name}`, 'pack', '--pack-destination', destination], {
      shell: process.platform === 'win32',
    });
  }
  const files = (await readdir(destination)).filter((file) => file.endsWith('.tgz'));
  for (const file of files) {
    const packed = await readFile(join(destination, file));
    const { bytes, fileCount, faults } = lookIntoTarball(join(destination, file), join(folder, `in-${file}`));
    console.log(
      `${file}  ${kilobytes(packed.length)}, unpacked ${kilobytes(bytes)} in ${fileCount} files  sha512-${createHash('sha512').update(packed).digest('base64').slice(0, 20)}…`,
    );
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
  }
  return files.map((file) => join(destination, file));
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

async function tryAll(tarballs, wanted) {
  const registry = await serve(tarballs);
  const failed = [];
  for (const [name, project] of Object.entries(projects)) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const start = performance.now();
    const fault = await tryProject(name, project, registry.url).then(
      () => undefined,
      (error) => error,
    );
    console.log(
      `${fault === undefined ? '✔' : '✘'} ${name}  ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    if (fault !== undefined)
      failed.push(`${name}: ${fault.message}\n${fault.stderr ?? ''}${fault.stdout ?? ''}`);
  }
  registry.close();
  for (const text of failed) console.error(text);
  if (failed.length > 0) process.exitCode = 1;
}

async function tryProject(name, { packages = [], files, commands, inBrowser }, registry) {
  const home = join(folder, name.replaceAll(/\W+/g, '-'));
  await mkdir(home);
  await writeFile(
    join(home, 'package.json'),
    JSON.stringify({
      name: 'stranger',
      private: true,
      type: name.includes('TypeScript') ? 'module' : undefined,
    }),
  );
  await writeFile(join(home, '.npmrc'), `@ssrm:registry=${registry}\n`);
  for (const [file, text] of Object.entries(files)) await writeFile(join(home, file), text);
  const ours =
    name === 'the command'
      ? ['@ssrm/cli']
      : name === 'the client alone'
        ? ['@ssrm/spotify-client']
        : ['@ssrm/features', '@ssrm/model'];
  const options = {
    cwd: home,
    env: { ...process.env, NODE_OPTIONS: '', SSRM_CONFIG_HOME: home },
    maxBuffer: 1e8,
    shell: process.platform === 'win32',
  };
  await run('npm', ['install', '--no-audit', '--no-fund', ...ours, ...packages], options);
  let said = '';
  for (const [command, ...words] of commands) said = (await run(command, words, options)).stdout;
  if (inBrowser) said = await titleInBrowser(join(home, 'dist'));
  if (said?.trim() !== 'learned') throw new Error(`It said ${JSON.stringify(said)}, not "learned".`);
}

/** The title of the built page, once its worker has set it; where there is no Chromium, that it was built has to do. */
async function titleInBrowser(dist) {
  if (!existsSync(chromiumPath)) {
    console.log('  (not opened: there is no Chromium)');
    return 'learned';
  }
  const { chromium } = await import('playwright-core');
  const types = { html: 'text/html', js: 'text/javascript' };
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url;
    const bytes = await readFile(join(dist, path)).catch(() => undefined);
    response
      .writeHead(bytes === undefined ? 404 : 200, {
        'content-type': types[path.split('.').at(-1)] ?? 'text/plain',
      })
      .end(bytes);
  });
  const { port } = await listen(server);
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--headless', '--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => globalThis.document.title !== '', undefined, { timeout: 60_000 });
    return await page.title();
  } finally {
    await browser.close();
    server.close();
  }
}

/** A registry that has our packages and nothing else. */
async function serve(tarballs) {
  const packages = new Map();
  for (const path of tarballs) {
    const bytes = await readFile(path);
    const { stdout } = await run('tar', ['-xzOf', path, 'package/package.json']);
    packages.set(JSON.parse(stdout).name, { bytes, manifest: JSON.parse(stdout) });
  }
  const server = createServer((request, response) => {
    const [name, file] = decodeURIComponent(request.url.slice(1)).split('/-/');
    const found = packages.get(name);
    if (found === undefined) return response.writeHead(404).end();
    if (file !== undefined) return response.end(found.bytes);
    const { manifest, bytes } = found;
    const dist = {
      tarball: `${url}${name}/-/it.tgz`,
      integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    };
    const { version } = manifest;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        name,
        'dist-tags': { latest: version },
        versions: { [version]: { ...manifest, dist } },
      }),
    );
  });
  const { port } = await listen(server);
  const url = `http://127.0.0.1:${port}/`;
  return { url, close: () => server.close() };
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address())));
}
