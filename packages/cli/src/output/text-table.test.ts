import { expect, it } from 'vitest';
import { displayWidth, textTable } from './text-table.ts';

it('keeps columns straight for wide letters and long names', () => {
  const lines = textTable(
    [{ title: 'Song' }, { title: 'Score', align: 'right' }],
    [
      ['椎名林檎', '7 %'],
      ['x'.repeat(80), '100 %'],
    ],
  );
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map(displayWidth))).toEqual(new Set([displayWidth(lines[0] ?? '')]));
  expect(lines[2]).toContain('…');
});
