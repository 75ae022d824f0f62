import { describe, expect, it } from 'vitest';
import { count, duration, percent, plainText } from './plain-text.ts';

describe('plainText', () => {
  it('takes out what could steer a terminal', () => {
    expect(plainText('\u001b[2J\u001b]0;owned\u0007Song\r\nname')).toBe('[2J ]0;owned Song name');
    expect(plainText('abc\u202ecba')).toBe('abc cba');
  });

  it('keeps every script', () => {
    expect(plainText('Sigur Rós – 椎名林檎 🎵 فيروز')).toBe('Sigur Rós – 椎名林檎 🎵 فيروز');
  });
});

describe('numbers in words', () => {
  it('says shares, counts and durations as a person would', () => {
    expect(percent(0.7136)).toBe('71.4 %');
    expect(count(1, 'track')).toBe('1 track');
    expect(count(12345, 'track')).toBe('12,345 tracks');
    expect(duration(412)).toBe('0.4 s');
    expect(duration(75_000)).toBe('75 s');
    expect(duration(7_500_000)).toBe('2 h 5 min');
  });
});
