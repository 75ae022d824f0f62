import { expect, it } from 'vitest';
import { displayWidth, textTable, wrapText } from './text-table.ts';

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

it('fits a narrow terminal by cutting texts, not numbers', () => {
  const columns = [{ title: 'Song' }, { title: 'Artist' }, { title: 'Score', align: 'right' as const }];
  const lines = textTable(columns, [['x'.repeat(80), '椎名林檎'.repeat(8), '100.0 %']], 60);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60);
  expect(lines[1]).toMatch(/100\.0 %$/);
});

it('breaks sentences between words and leaves addresses whole', () => {
  expect(wrapText('a bb https://example.org/x ccc', 8, ' ')).toEqual([
    ' a bb',
    ' https://example.org/x',
    ' ccc',
  ]);
});
