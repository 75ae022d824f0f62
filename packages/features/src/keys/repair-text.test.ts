import { describe, expect, it } from 'vitest';
import { repairText } from './repair-text.ts';

const asWindows = (text: string): string =>
  new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

describe('repairText', () => {
  it.each(['Beyoncé', 'Björk – Jóga', 'Sigur Rós', '宇多田ヒカル', 'Motörhead “Live”', '🎵 Песня'])(
    'gives %s back, encoded twice or three times',
    (text) => {
      expect(repairText(asWindows(text))).toBe(text);
      expect(repairText(asWindows(asWindows(text)))).toBe(text);
    },
  );

  it.each(['Beyoncé', 'São Paulo', 'SÃO PAULO', 'Ã', 'Âme', 'Đà Nẵng', 'plain', 'À“quoted”'])(
    'leaves %s as it is',
    (text) => {
      expect(repairText(text)).toBe(text);
    },
  );
});
