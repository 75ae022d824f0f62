import { filePalette } from './palette.ts';
import { type ChartOption, renderSvg } from './render-svg.ts';

/** A line of a card: a name, how large its share is, or a number before its unit. */
interface CardLine {
  readonly text: string;
  /** In large type before the text. */
  readonly number?: string;
  /** 0 … 1, as a bar behind the text. */
  readonly share?: number;
}

export interface CardPart {
  readonly heading: string;
  /** Five at most are shown. */
  readonly lines: readonly CardLine[];
}

export interface Card {
  readonly title: string;
  readonly subtitle: string;
  readonly parts: readonly CardPart[];
}

/** Sizes that posts and stories are shown in, in pixels. */
export const CARD_FORMATS = {
  post: { width: 1200, height: 630 },
  story: { width: 1080, height: 1920 },
} as const;

export type CardFormat = keyof typeof CARD_FORMATS;

const colours = { background: '#14212b', panel: '#1f3340', bar: '#2f6f73', ink: '#ffffff', muted: '#a9c0c6' };
const mostLines = 5;
const margin = 64;
const gap = 28;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a person wants to show of their music, as SVG text: up to four parts, side by side or one below the other. */
export function drawCard({ title, subtitle, parts }: Card, format: CardFormat): string {
  const { width, height } = CARD_FORMATS[format];
  const unit = format === 'post' ? 1 : 1.5;
  const top = margin + 130 * unit;
  const area = { left: margin, top, width: width - 2 * margin, height: height - top - margin };
  const boxes = boxesFor(parts.length, area, format);
  const option: ChartOption = {
    backgroundColor: colours.background,
    graphic: [
      text(title, { left: margin, top: margin, width: area.width, height: 0 }, 52 * unit, 600, colours.ink),
      text(
        subtitle,
        { left: margin, top: margin + 68 * unit, width: area.width, height: 0 },
        26 * unit,
        400,
        colours.muted,
      ),
      ...parts.flatMap((part, index) => drawPart(part, boxes[index] as Box, unit)),
    ],
  };
  return renderSvg(option, { width, height, idPrefix: `card-${format}` });
}

/** A post has its parts side by side, four in two rows; a story has them one below the other. */
function boxesFor(count: number, area: Box, format: CardFormat): Box[] {
  const columns = format === 'story' ? 1 : count === 4 ? 2 : count;
  const rows = Math.ceil(count / columns);
  const width = (area.width - gap * (columns - 1)) / columns;
  const height = (area.height - gap * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, index) => ({
    left: area.left + (index % columns) * (width + gap),
    top: area.top + Math.floor(index / columns) * (height + gap),
    width,
    height,
  }));
}

/** A panel with a heading and as many lines as it can hold in a size that is read on a phone. */
function drawPart({ heading, lines }: CardPart, box: Box, unit: number): object[] {
  const padding = 20 * unit;
  const headingHeight = 38 * unit;
  const room = box.height - 2 * padding - headingHeight;
  const shown = lines.slice(0, Math.min(mostLines, Math.max(1, Math.floor(room / (30 * unit)))));
  const lineHeight = Math.min(room / Math.max(1, shown.length), 84 * unit);
  const size = Math.min(lineHeight * 0.56, 28 * unit);
  const inner = { left: box.left + padding, width: box.width - 2 * padding };
  const digits = Math.max(0, ...shown.map(({ number = '' }) => number.length));
  const numberWidth = digits === 0 ? 0 : (digits * 0.6 + 0.5) * size;
  return [
    panel(box, colours.panel, 18),
    text(heading, { ...inner, top: box.top + padding, height: 0 }, 22 * unit, 600, colours.muted),
    ...shown.flatMap((line, index) => {
      const top = box.top + padding + headingHeight + index * lineHeight;
      return drawLine(line, { ...inner, top, height: lineHeight }, size, numberWidth);
    }),
  ];
}

function drawLine(
  { text: words, number, share }: CardLine,
  box: Box,
  size: number,
  numberWidth: number,
): object[] {
  const middle = box.top + (box.height - size) / 2;
  const bar = (share ?? 0) * box.width;
  const inset = share === undefined ? 0 : size * 0.4;
  return [
    ...(share === undefined
      ? []
      : [
          panel(
            { ...box, width: Math.max(bar, 8), top: box.top + 3, height: box.height - 6 },
            colours.bar,
            8,
          ),
        ]),
    ...(number === undefined
      ? []
      : [text(number, { ...box, top: middle, height: 0 }, size, 600, colours.ink)]),
    text(
      words,
      {
        left: box.left + inset + numberWidth,
        top: middle,
        width: box.width - numberWidth - 2 * inset,
        height: 0,
      },
      size,
      number === undefined ? 600 : 400,
      number === undefined ? colours.ink : colours.muted,
    ),
  ];
}

function panel({ left, top, width, height }: Box, fill: string, radius: number): object {
  return {
    type: 'rect',
    shape: { x: left, y: top, width, height, r: radius },
    style: { fill },
    silent: true,
  };
}

/** A text that is cut where its box ends. */
function text(words: string, box: Box, size: number, weight: 400 | 600, fill: string): object {
  return {
    type: 'text',
    silent: true,
    style: {
      text: words,
      x: box.left,
      y: box.top,
      width: box.width,
      overflow: 'truncate',
      ellipsis: '…',
      fill,
      fontSize: size,
      fontWeight: weight,
      fontFamily: filePalette.fontFamily,
    },
  };
}
