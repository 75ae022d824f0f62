import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from './write-file-atomic.ts';

describe('writeFileAtomic', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ssrm-atomic-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes new files and replaces old ones, leaving nothing beside them', async () => {
    const path = join(folder, 'a.csv');
    await writeFileAtomic(path, 'é\n');
    await writeFileAtomic(path, new Uint8Array([65]));
    expect(await readFile(path, 'utf8')).toBe('A');
    expect(await readdir(folder)).toEqual(['a.csv']);
  });

  it('keeps the permissions that a file has, or takes those given', async () => {
    const path = join(folder, 'secret');
    await writeFileAtomic(path, 'x', { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o640);
    await writeFileAtomic(path, 'y');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('writes through a symbolic link', async () => {
    await writeFile(join(folder, 'real'), 'old');
    await symlink('real', join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), 'new');
    expect(await readlink(join(folder, 'link'))).toBe('real');
    expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
  });

  it('leaves the old content and no temporary file when it fails or is stopped', async () => {
    const path = join(folder, 'a');
    await writeFile(path, 'old');
    await expect(writeFileAtomic(path, 'new', { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
    await mkdir(join(folder, 'dir', 'inner'), { recursive: true });
    await expect(writeFileAtomic(join(folder, 'dir'), 'new')).rejects.toThrow();
    await expect(writeFileAtomic(join(folder, 'absent', 'a'), 'new')).rejects.toThrow(/ENOENT/);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect((await readdir(folder)).sort()).toEqual(['a', 'dir']);
  });
});
