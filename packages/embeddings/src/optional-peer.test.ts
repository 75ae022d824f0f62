import { describe, expect, it } from 'vitest';
import { importOptionalPeer } from './optional-peer.ts';

describe('importOptionalPeer', () => {
  it('gives the package that is there', async () => {
    const path = await importOptionalPeer('node:path', 'node', () => import('node:path'));
    expect(path.join('a', 'b')).toBe('a/b');
  });

  it('says how to install the one that is not', async () => {
    const name = '@ssrm/not-installed';
    await expect(
      importOptionalPeer(name, `${name}@1`, () => import(/* @vite-ignore */ name)),
    ).rejects.toMatchObject({
      code: 'missing-dependency',
      message: expect.stringContaining('npm install @ssrm/not-installed@1'),
      cause: expect.any(Error),
    });
  });
});
