// `pnpm services:up` starts this machine's own PostgreSQL and Redis (or Valkey) for tests and examples: on free ports
// of loopback, with passwords of their own, their data in a temporary folder. `pnpm services:down` stops them and
// deletes the data. Where they run stands in `.services.json`, which `services.shared.ts` reads.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const stateFile = new URL('../.services.json', import.meta.url);
const host = '127.0.0.1';

const commands = { up, down };
const command = commands[process.argv[2]];
if (command === undefined) {
  console.error('usage: node scripts/services.mjs up|down');
  process.exitCode = 2;
} else {
  try {
    await command();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function up() {
  if (existsSync(stateFile)) {
    if (JSON.parse(readFileSync(stateFile, 'utf8')).processes.every(isRunning)) {
      console.log('The services run already; pnpm services:down stops them.');
      return;
    }
    await down();
  }
  const postgresBin = findPostgres();
  const redis = find(['valkey-server', 'redis-server'], process.env.PATH?.split(delimiter) ?? []);
  const missing = [postgresBin ? [] : 'postgresql', redis ? [] : 'redis-server'].flat();
  if (missing.length > 0) throw new Error(`Missing here: apt-get install ${missing.join(' ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'ssrm-services-'));
  const processes = [];
  // Written first and after each start, so that `down` finds whatever was started.
  const state = { folder, processes };
  const save = () => writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 });
  save();
  try {
    const postgres = await startPostgres(postgresBin, folder);
    processes.push(postgres.pid);
    state.postgresUrl = postgres.url;
    save();
    const queue = await startRedis(redis, folder);
    processes.push(queue.pid);
    state.redisUrl = queue.url;
    save();
  } catch (error) {
    await down();
    throw error;
  }
  console.log(`PostgreSQL and ${redis.split('/').at(-1)} run on ${host}; pnpm services:down stops them.`);
}

async function down() {
  if (!existsSync(stateFile)) {
    console.log('No services run.');
    return;
  }
  const { folder, processes } = JSON.parse(readFileSync(stateFile, 'utf8'));
  for (const pid of processes) signal(pid, 'SIGINT');
  for (let waited = 0; processes.some(isRunning) && waited < 100; waited++) await setTimeout(100);
  for (const pid of processes.filter(isRunning)) signal(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  rmSync(stateFile);
  console.log('The services are stopped, their data deleted.');
}

/** PostgreSQL refuses to run as root, so root starts it as the user that its package made. */
async function startPostgres(bin, folder) {
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const home = join(folder, 'postgres');
  mkdirSync(home, { mode: 0o700 });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const isRoot = userInfo().uid === 0;
  const owner = isRoot ? { uid: idOf('postgres', '-u'), gid: idOf('postgres', '-g') } : {};
  if (isRoot) {
    execFileSync('chmod', ['711', folder]);
    for (const path of [home, passwordFile]) chownSync(path, owner.uid, owner.gid);
  }
  const data = join(home, 'data');
  const init = ['-D', data, '-U', 'ssrm', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  execFileSync(join(bin, 'initdb'), [...init, '--no-sync', '--locale=C.UTF-8'], {
    ...owner,
    cwd: home,
    stdio: 'pipe',
  });
  // Data that is thrown away need not survive a power cut.
  const settings = {
    fsync: 'off',
    unix_socket_directories: home,
    listen_addresses: host,
    max_connections: '50',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const pid = start(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], folder, {
    ...owner,
    cwd: home,
  });
  await answers(port, pid, 'PostgreSQL', folder);
  return { pid, url: `postgresql://ssrm:${password}@${host}:${port}/postgres` };
}

async function startRedis(server, folder) {
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const configuration = join(folder, 'redis.conf');
  const lines = [
    `bind ${host}`,
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${folder}`,
    'save ""',
    'maxmemory-policy noeviction',
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`, { mode: 0o600 });
  const pid = start(server, [configuration], folder, {});
  await answers(port, pid, 'Redis', folder);
  return { pid, url: `redis://:${password}@${host}:${port}` };
}

function start(file, parameters, folder, options) {
  const log = openSync(join(folder, `${file.split('/').at(-1)}.log`), 'a');
  const child = spawn(file, parameters, { ...options, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  return child.pid;
}

async function answers(port, pid, name, folder) {
  for (let waited = 0; waited < 150; waited++) {
    if (!isRunning(pid)) break;
    if (await isOpen(port)) return;
    await setTimeout(100);
  }
  const logs = readdirSync(folder).filter((file) => file.endsWith('.log'));
  const text = logs.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  throw new Error(`${name} did not start:\n${text.slice(-2000)}`);
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Debian keeps the programs of each version of PostgreSQL in a folder that is not on the path. */
function findPostgres() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(root, version, 'bin')),
    ...(process.env.PATH?.split(delimiter) ?? []),
  ];
  return find(['initdb'], folders)?.slice(0, -'/initdb'.length);
}

function find(names, folders) {
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function idOf(user, flag) {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
}

function isRunning(pid) {
  return signal(pid, 0);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
