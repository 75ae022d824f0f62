import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasClock, parseTime } from './parse-time.ts';

describe('parseTime', () => {
  const nine = Date.UTC(2023, 4, 7, 9, 0) / 1000;

  it.each([
    '2023-05-07T09:00:00Z',
    '2023-05-07T09:00:00.123Z',
    '2023-05-07 09:00',
    '2023-05-07 09:00:00 UTC',
    '2023-05-07T11:00:00+02:00',
    '2023-05-07T04:30:00-0430',
    '2023-05-07 11:00:00+02',
    '2023/05/07 09:00',
    String(nine),
    `${nine}000`,
    `${nine}000000`,
    `${nine}.75`,
    '07 May 2023 09:00',
    '7 May 2023, 09:00',
    '7-May-2023 9:00:00 AM',
    'May 7, 2023, 9:00 AM',
    'May 7, 2023 at 9:00 AM',
    'Sun, 07 May 2023 09:00:00 GMT',
    'Sun May 07 2023 11:00:00 GMT+0200 (Central European Summer Time)',
    '5/7/2023 9:00',
    '5/7/23, 9:00 AM',
    '7.5.2023 09:00',
  ])('reads %s', (text) => {
    expect(parseTime(text)).toBe(nine);
  });

  it('reads day and month in the order it is told, and as they can only be', () => {
    expect(parseTime('7/5/2023 09:00', { dayFirst: true })).toBe(nine);
    expect(parseTime('17/5/2023 09:00')).toBe(nine + 10 * 86_400);
    expect(parseTime('5/17/2023 09:00', { dayFirst: true })).toBe(nine + 10 * 86_400);
    expect(parseTime('5/7/2023 9:00 PM')).toBe(nine + 12 * 3600);
    expect(parseTime('5/7/2023 12:00 AM')).toBe(nine - 9 * 3600);
  });

  it.each([
    '',
    '2023',
    '20230507',
    '2023-02-29 10:00',
    '2023-13-01',
    '2023-05-07 24:00',
    '3:33',
    'yesterday',
  ])('refuses %j', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it('agrees with Date in every time zone', () => {
    const date = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, fc.integer({ min: -14 * 4, max: 14 * 4 }), (moment, quarters) => {
        const seconds = Math.floor(moment.getTime() / 1000);
        expect(parseTime(moment.toISOString())).toBe(seconds);
        const local = new Date(moment.getTime() + quarters * 900_000).toISOString().slice(0, 19);
        const [hours, minutes] = [Math.floor(Math.abs(quarters) / 4), (Math.abs(quarters) % 4) * 15];
        const offset = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
        expect(parseTime(`${local}${quarters < 0 ? '-' : '+'}${offset}`)).toBe(seconds);
      }),
    );
  });

  it('tells a date from a time', () => {
    expect(['2023-05-07', '2023-05-07 09:00', '1683450000'].map(hasClock)).toEqual([false, true, true]);
  });
});
