import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(() => folder.remove());

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });

describe('help', () => {
  it('prints every command and where to start', async () => {
    const { code, stdout, stderr } = await run('--help');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of ['run', 'demo', 'create-dataset', 'preprocess', 'preprocess-few-songs', 'train']) {
      expect(stdout).toContain(`  ${command} `);
    }
    expect(stdout).toContain('$ ssrm demo');
  });

  it('shows examples and published defaults of a command', async () => {
    const { code, stdout } = await run('run', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:\n  $ ssrm run');
    // Wherever its lines break.
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toMatch(/--test-size [^-]*\(default: 0\.15\)/);
    expect(words).toMatch(/--lr [^-]*\(default: 0\.1\)/);
    expect(words).toMatch(/--n-epochs [^-]*\(default: 2000\)/);
    expect(words).toMatch(/--n-batches [^-]*\(default: 10\)/);
  });
});

describe('wrong usage ends with exit code 2', () => {
  it.each([
    [['rum'], /unknown command 'rum'[\s\S]*Did you mean run\?/],
    [['run', '--lrr', '0.1'], /unknown option '--lrr'/],
    [['run', '--test-size', '1'], /Expected a number above 0 and below 1\./],
    [['run', '--n-epochs', '2.5'], /Expected a whole number, 1 or more\./],
    [['run', '--preset', 'best'], /Allowed choices are original, taste, both\./],
    [['run', '--api-url', 'localhost:80'], /Expected an address such as https:\/\/api\.spotify\.com\/v1\./],
    [[], /Usage: ssrm/],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('ssrm.config.json', () => {
  const configure = (text: string) => writeFile(join(folder.path, 'ssrm.config.json'), text);

  it.each([
    ['{', /ssrm\.config\.json is not valid JSON/],
    ['[]', /must hold one object/],
    ['{"epochs": 3}', /sets "epochs", which is no flag/],
    ['{"n-epochs": 0}', /"n-epochs" is 0\. Expected a whole number, 1 or more\./],
    ['{"quiet": "yes"}', /"quiet" must be true or false/],
    ['{"token": "abc"}', /must not hold "token"/],
  ])('is checked: %s', async (text, message) => {
    await configure(text);
    const { code, stderr } = await run('train');
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
