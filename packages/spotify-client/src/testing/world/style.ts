import type { Dice } from './random.ts';

/** A kind of music that exists only here: how its words sound, and what its recordings are like. */
export interface Style {
  readonly name: string;
  /** Words for titles. */
  readonly words: readonly string[];
  /** A small word that joins two others. */
  readonly joint: string;
  readonly sound: Sound;
  /** Middle and spread of the years of release. */
  readonly year: number;
  readonly yearSpread: number;
  /** Median length of a track in milliseconds. */
  readonly durationMs: number;
  /** Share of explicit tracks. */
  readonly explicitShare: number;
  /** Added to the popularity of its artists. */
  readonly popularityShift: number;
}

interface Sound {
  readonly onsets: readonly string[];
  readonly vowels: readonly string[];
  readonly codas: readonly string[];
}

const onsets =
  'b br d dr f fl g gl gr h j k kl kr l m n p pl pr r s sk st str sv t tr v vr w z zh zl th sh ch y'.split(
    ' ',
  );
const vowels = 'a e i o u aa ei ou ia uo ø é ü ä o u a e i'.split(' ');
const codas = 'b d g k l m n r s t x z rk nd lm st ng rn th sk lk mp v sh'.split(' ');

export function createStyles(dice: Dice, count: number): Style[] {
  const [openings, middles, endings] = [dice.shuffled(onsets), dice.shuffled(vowels), dice.shuffled(codas)];
  return Array.from({ length: count }, (_, index) => {
    const deal = (items: readonly string[], size: number): string[] =>
      Array.from({ length: size }, (_, place) => items[(index * size + place) % items.length] as string);
    const sound: Sound = {
      onsets: deal(openings, 6),
      vowels: deal(middles, 3),
      codas: [...deal(endings, 3), '', ''],
    };
    return {
      name: `${word(dice, sound, 2)}${dice.pick(['wave', 'core', 'step', 'folk', 'beat', 'gaze'])}`,
      words: Array.from({ length: 70 }, () => word(dice, sound, dice.whole(2, 3))),
      joint: word(dice, sound, 1),
      sound,
      year: dice.whole(1968, 2021),
      yearSpread: dice.whole(2, 9),
      durationMs: dice.whole(140, 380) * 1000,
      explicitShare: dice.chance(0.4) ? dice.unit() * 0.7 : dice.unit() * 0.05,
      popularityShift: dice.whole(-15, 18),
    };
  });
}

/** A word of the style, in lower case. */
function word(dice: Dice, sound: Sound, syllables: number): string {
  let text = '';
  for (let syllable = 0; syllable < syllables; syllable++) {
    text += dice.pick(sound.onsets) + dice.pick(sound.vowels);
  }
  return text + dice.pick(sound.codas);
}

/** The name of an artist. */
export function artistName(dice: Dice, style: Style): string {
  const name = (): string => capitalised(word(dice, style.sound, dice.whole(2, 3)));
  if (dice.chance(0.3)) return name();
  return dice.chance(0.2) ? `${name()} & ${name()}` : `${name()} ${name()}`;
}

/** The title of a track or a release. Some hold commas, quotes or brackets, as real ones do. */
export function title(dice: Dice, style: Style): string {
  const piece = (): string => capitalised(dice.pick(style.words));
  const form = dice.unit();
  if (form < 0.3) return piece();
  if (form < 0.62) return `${piece()} ${piece()}`;
  if (form < 0.78) return `${piece()} ${style.joint} ${piece()}`;
  if (form < 0.86) return `${piece()} ${piece()} ${piece()}`;
  if (form < 0.91) return `${piece()}, ${piece()}`;
  if (form < 0.94) return `"${piece()}" ${piece()}`;
  return `${piece()} (${piece()} Mix)`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
