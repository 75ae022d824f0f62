import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stage } from './staging.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'ssrm-staging-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

it('puts files and whole folders in place of old ones', async () => {
  await mkdir(join(out, 'models/original'), { recursive: true });
  await writeFile(join(out, 'models/original/old.bin'), 'old');
  await writeFile(join(out, 'a.csv'), 'old');
  await writeFile(join(out, 'stale.csv'), 'old');
  const paths = await stage(out, {}, async (staging) => {
    await staging.write('a.csv', 'new');
    await writeFile(join(await staging.folder('models/original'), 'new.bin'), 'new');
    staging.remove('stale.csv');
    expect(await readFile(join(out, 'a.csv'), 'utf8')).toBe('old');
    return staging.commit();
  });
  expect(paths).toEqual([join(out, 'a.csv'), join(out, 'models/original')]);
  expect(await readFile(join(out, 'a.csv'), 'utf8')).toBe('new');
  expect(await readdir(join(out, 'models/original'))).toEqual(['new.bin']);
  expect((await readdir(out)).sort()).toEqual(['a.csv', 'models']);
});

it('leaves everything as it was when the work fails', async () => {
  await writeFile(join(out, 'a.csv'), 'old');
  const work = stage(out, {}, async (staging) => {
    await staging.write('a.csv', 'new');
    throw new Error('server down');
  });
  await expect(work).rejects.toThrow('server down');
  expect(await readdir(out)).toEqual(['a.csv']);
  expect(await readFile(join(out, 'a.csv'), 'utf8')).toBe('old');
});

it('clears what killed runs left and brings back a folder that had stepped aside', async () => {
  await mkdir(join(out, '.ssrm-staging-999999999/models'), { recursive: true });
  await mkdir(join(out, 'models/original.previous'), { recursive: true });
  await writeFile(join(out, 'models/original.previous/model.json'), '{}');
  await stage(out, {}, async () => {});
  expect(await readdir(out)).toEqual(['models']);
  expect(await readdir(join(out, 'models'))).toEqual(['original']);
});
