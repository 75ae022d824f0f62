import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, createFolder, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  folder = await createFolder();
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await runSsrm(['completion', shell], { cwd: folder.path });
    expect(code).toBe(0);
    await writeFile(join(folder.path, `completion.${shell}`), stdout);
  }
});
afterAll(() => folder.remove());

function isInstalled(shell: string): boolean {
  try {
    execFileSync(shell, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What is typed before the Tab key, and the words that the shell makes of it. */
const lines: readonly (readonly [typed: string, words: string])[] = [
  ['rec', 'recommend'],
  ['run --n-ep', 'run --n-epochs'],
  ['recommend --exclude-p', 'recommend --exclude-playlist'],
  ['run --preset ta', 'run --preset taste'],
  ['export --format o', 'export --format onnx'],
];

const shells = [
  { shell: 'bash', words: ['--noprofile', '--norc', '-i'], start: '. ./completion.bash' },
  { shell: 'zsh', words: ['-f', '-i'], start: 'autoload -Uz compinit; compinit -u -D; . ./completion.zsh' },
];

describe.each(shells)(
  'the Tab key in $shell (skipped where it is not installed)',
  ({ shell, words, start }) => {
    it.skipIf(!isInstalled(shell))('completes commands, flags and values', async () => {
      const terminal = spawn(shell, words, {
        cols: 120,
        rows: 40,
        cwd: folder.path,
        env: { ...cleanEnvironment(join(folder.path, '.home')), TERM: 'xterm' },
      });
      let shown = '';
      let wake = (): void => {};
      terminal.onData((text) => {
        shown += text;
        wake();
      });
      const type = async (keys: string, answer: RegExp): Promise<string> => {
        shown = '';
        terminal.write(keys);
        for (;;) {
          const found = answer.exec(shown)?.[1];
          if (found !== undefined) return found;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      };
      // In place of the command stands one that prints its words; what is typed does not look like what is printed.
      await type(`${start}; ssrm() { printf '<%s>\\n' "$*"; }; printf '<%s>\\n' ready\r`, /<(ready)>/);
      for (const [typed, expected] of lines) {
        expect(await type(`ssrm ${typed}\t\r`, /<([^%>]*)>/)).toBe(expected);
      }
      terminal.kill();
    });
  },
);

describe('the Tab key in fish (skipped where it is not installed)', () => {
  it.skipIf(!isInstalled('fish'))('completes commands, flags and values', () => {
    for (const [typed, expected] of lines) {
      const script = `source completion.fish; complete -C 'ssrm ${typed}'`;
      const offers = execFileSync('fish', ['--no-config', '-c', script], {
        cwd: folder.path,
        env: cleanEnvironment(join(folder.path, '.home')),
        encoding: 'utf8',
      });
      const last = expected.split(' ').at(-1) as string;
      expect(offers.split('\n').map((line) => line.split('\t')[0])).toContain(last);
    }
  });
});
