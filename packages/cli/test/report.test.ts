import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  folder = await createFolder();
  await writeFile(join(folder.path, 'liked.csv'), list(60, 'Jazz player', 1960));
  await writeFile(join(folder.path, 'others.csv'), list(80, 'Pop star', 2012));
  const words = [
    '--from-export',
    'liked.csv',
    '--background',
    'others.csv',
    '--n-epochs',
    '40',
    '--no-plots',
  ];
  expect((await run('run', ...words)).code).toBe(0);
});
afterAll(() => folder.remove());

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });
const readPage = () => readFile(join(folder.path, 'ssrm-output', 'report.html'), 'utf8');

it('evaluate measures whether the scores of taste are honest, and the report draws it', async () => {
  expect(await readPage()).toContain('Not measured yet: ssrm evaluate says how far.');
  const { code, stdout } = await run('evaluate', '--folds', '2', '--repeats', '1', '--json');
  expect(code).toBe(0);
  const { calibration } = JSON.parse(stdout) as { calibration: { bins: { count: number }[]; error: number } };
  expect(calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(140);
  expect((await run('report')).code).toBe(0);
  const page = await readPage();
  expect(page).toContain(`<b>${(calibration.error * 100).toFixed(1)} points</b> apart on average`);
  expect(page.match(/<title>Scored /g)).toHaveLength(calibration.bins.length);
});

it('the report shows how both presets learned', async () => {
  const page = await readPage();
  expect(page).toContain('aria-label="Test loss of original over the epochs');
  expect(page).toMatch(/aria-label="Loss of taste after 150 trees: 0\.\d{3} on the songs/);
});

/** A list of songs by twelve artists of this kind, most listened first. */
function list(length: number, kind: string, year: number): string {
  const rows = Array.from({ length }, (_, index) => {
    const artist = `${kind} ${index % 12}`;
    const id = `${kind.replace(' ', '')}${index}x`.padEnd(22, '0');
    return `${id},Song ${(index * 7) % 90},Album ${index % 9},${artist},${year + (index % 8)}-03-12,${200_000 + index * 777}`;
  });
  return `id,name,album_name,artist_name,release_date,duration_ms\n${rows.join('\n')}\n`;
}
