import type { Preset, TasteModel } from '@ssrm/model';

/** How a preset is shown, and where its model is kept. */
interface ShownPreset {
  /** Column of its scores in CSV, and field in JSON. */
  readonly column: string;
  /** Of its model, within the output folder. */
  readonly folder: string;
  /** In the report, on light and on dark; for text a contrast of at least 4.5 to 1. */
  readonly colour: { readonly light: string; readonly dark: string };
  /** From what its model is made: rows of the encoder, or the songs beside others. */
  readonly learnsFrom: 'rows' | 'songs';
  /** How it learned, one sentence of the report. */
  readonly method: (model: TasteModel) => string;
}

/** The presets, the weakest first: songs are sorted and explained by the last that is trained. What they can do says `@ssrm/model`. */
export const SHOWN_PRESETS: Readonly<Record<Preset, ShownPreset>> = {
  original: {
    column: 'score_original',
    folder: 'models/original',
    colour: { light: '#6a4fc9', dark: '#b3a1ff' },
    learnsFrom: 'rows',
    method: ({ network }) =>
      `Preset original: a network of 3 + 1 sigmoid units learned the scores of ${network?.training.trainCount} tracks; ${network?.training.testCount} were kept for testing.`,
  },
  taste: {
    column: 'score_taste',
    folder: 'models/taste',
    colour: { light: '#0b7a5c', dark: '#4fd1a5' },
    learnsFrom: 'songs',
    method: () =>
      'Preset taste: a stronger model learned to tell your tracks from tracks you did not choose.',
  },
};

export const PRESET_NAMES: readonly Preset[] = Object.keys(SHOWN_PRESETS) as Preset[];

export const STRONGEST_FIRST: readonly Preset[] = PRESET_NAMES.toReversed();

/** What `--preset` of a training says: one of them, or all. */
export type PresetChoice = Preset | 'both';

export function chosenPresets(choice: PresetChoice): readonly Preset[] {
  return choice === 'both' ? PRESET_NAMES : [choice];
}

export function isPresetName(name: string): name is Preset {
  return Object.hasOwn(SHOWN_PRESETS, name);
}
