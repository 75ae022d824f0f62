import { PRESETS } from '@ssrm/model';
import { expect, it } from 'vitest';
import { PRESET_NAMES, SHOWN_PRESETS } from './presets.ts';

it('presets are shown in the order of their strength, and kept as made from what they learn from', () => {
  expect(PRESET_NAMES).toEqual(Object.keys(PRESETS));
  for (const preset of PRESET_NAMES) {
    expect(SHOWN_PRESETS[preset].learnsFrom).toBe(PRESETS[preset].isNetwork ? 'rows' : 'songs');
  }
});
