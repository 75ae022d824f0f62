import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = (await readdir(join(root, 'guide'))).map((name) => join('guide', name)).concat('index.md');

it.each(pages)('every snippet of %s runs, one after the other', async (page) => {
  const text = await readFile(join(root, page), 'utf8');
  const code = Array.from(text.matchAll(/```ts\n([\s\S]*?)```/g), ([, snippet]) => snippet as string);
  if (code.length === 0) return;
  const folder = await mkdtemp(join(root, '.snippets-'));
  try {
    const lines = code.join('\n').split('\n');
    const imports = lines.filter((line) => line.startsWith('import '));
    const body = lines.filter((line) => !line.startsWith('import '));
    const file = join(folder, 'snippets.ts');
    await writeFile(file, [...new Set(imports), ...body, 'export const isDone = true;'].join('\n'));
    expect(((await import(/* @vite-ignore */ file)) as { isDone: boolean }).isDone).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it.each(pages)('links of %s to files of the repository lead somewhere', async (page) => {
  const text = await readFile(join(root, page), 'utf8');
  const paths = Array.from(
    text.matchAll(/github\.com\/ssrm\/ssrm\/(?:blob|tree)\/main\/([^)#\s]+)/g),
    ([, path]) => path as string,
  );
  for (const path of paths) {
    const found = await readdir(join(root, '..', path)).catch(() => readFile(join(root, '..', path)));
    expect(found.length, path).toBeGreaterThan(0);
  }
});
