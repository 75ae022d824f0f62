import { describe, expect, it } from 'vitest';
import { CARD_FORMATS, type Card, drawCard } from './share-card.ts';
import { svgToPng } from './svg-to-png.ts';

const card: Card = {
  title: 'My <b>music</b> & I',
  subtitle: 'May 2023 to June 2024',
  parts: [
    { heading: 'Artists', lines: ['Björk', 'Sigur Rós', 'A', 'B', 'C', 'D'].map((text) => ({ text })) },
    { heading: 'Songs', lines: [{ text: `A name ${'that does not end '.repeat(20)}` }] },
    { heading: 'Styles', lines: [{ text: 'indie rock', share: 1 }] },
    { heading: 'In numbers', lines: [{ number: '1,090', text: 'artists' }] },
  ],
};

describe('drawCard', () => {
  it.each(['post', 'story'] as const)('gives a PNG of the size of a %s', async (format) => {
    const png = Buffer.from(await svgToPng(drawCard(card, format), 1));
    const { width, height } = CARD_FORMATS[format];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  });

  it('keeps every text within the picture, five lines a part at most, and names as text', () => {
    const svg = drawCard(card, 'story');
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] as string);
    expect(texts).toEqual(expect.arrayContaining(['My &lt;b&gt;music&lt;/b&gt; &amp; I', 'Björk', 'C']));
    expect(texts).not.toContain('D');
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(70);
    expect(svg).not.toContain('<b>');
  });
});
