import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  folder = await createFolder();
  const plays = ['One', 'One', 'Two', ''].map((trackName, hour) => ({
    endTime: `2024-03-0${hour + 1} 10:00`,
    artistName: 'Metallica',
    trackName,
    msPlayed: 200_000,
  }));
  const files = {
    'export/StreamingHistory_music_0.json': JSON.stringify(plays),
    'export/StreamingHistory_music_1.json':
      'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'list.txt': 'Toto - Africa\nCreep by Radiohead\n',
    'cover.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  };
  await mkdir(join(folder.path, 'export'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content);
});
afterAll(() => folder.remove());

const doctor = (...words: string[]) => runSsrm(['doctor', ...words], { cwd: folder.path });

it('says what files are, what is in them and how they will be read, and writes nothing', async () => {
  const { code, stdout } = await doctor('export');
  expect(code).toBe(0);
  expect(stdout).toContain('✔ export');
  expect(stdout).toContain("Spotify's streaming history of account data, 3 of 4 rows used");
  expect(stdout).toContain('2 songs to learn from, 2 known in all.');
  expect(stdout).toContain('3 plays of 0 hours, 2024-03-01 to 2024-03-03.');
  expect(stdout).toContain('Scored by plays');
  expect(stdout).toMatch(/! StreamingHistory_music_1\.json: is a pointer of Git LFS.*git lfs pull/);
});

it('tells lists to score from listening to learn from', async () => {
  const { code, stdout } = await doctor('list.txt');
  expect(code).toBe(0);
  expect(stdout).toContain('a list of 2 songs, one a line: ssrm rank and ssrm predict score them');
});

it('says of each path that cannot be used why not: exit 1', async () => {
  const { code, stdout, stderr } = await doctor('cover.png', 'export', 'missing.zip', '--json');
  expect(code).toBe(1);
  const { paths } = JSON.parse(stdout) as { paths: { path: string; lines: string[]; faults: string[] }[] };
  expect(paths.map(({ path, lines }) => [path, lines.length > 0])).toEqual([
    ['cover.png', false],
    ['export', true],
    ['missing.zip', false],
  ]);
  expect(paths[0]?.faults[0]).toContain('cover.png is a picture');
  expect(paths[2]?.faults[0]).toContain('There is no file or folder missing.zip');
  expect(stderr).toContain('2 of 3 paths cannot be used');
});
