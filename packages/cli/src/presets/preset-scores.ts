import { numberCell } from '@ssrm/features';
import type { Preset } from '@ssrm/model';
import { PRESET_NAMES, SHOWN_PRESETS, STRONGEST_FIRST } from './presets.ts';

/** Scores of one song, 0 … 1, by the presets that were trained. */
export type PresetScores = Readonly<Partial<Record<Preset, number>>>;

/** Headings of the columns that {@link scoreCells} fills. */
export const SCORE_COLUMNS: readonly string[] = PRESET_NAMES.map((preset) => SHOWN_PRESETS[preset].column);

/** A cell for each preset; empty where it was not trained. */
export function scoreCells(scores: PresetScores): string[] {
  return PRESET_NAMES.map((preset) => numberCell(scores[preset] ?? null));
}

/** As `--json` shows them; `null` where a preset was not trained. */
export function scoresToJson(scores: PresetScores): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    PRESET_NAMES.map((preset) => [SHOWN_PRESETS[preset].column, scores[preset] ?? null]),
  );
}

/** What songs are sorted by: the score of the strongest preset; `undefined` where there is none. */
export function strongestScore(scores: PresetScores): number | undefined {
  const strongest = STRONGEST_FIRST.find((preset) => scores[preset] !== undefined);
  return strongest && scores[strongest];
}
