import { PRESETS, type Preset, type TasteModel } from '@ssrm/model';
import { PRESET_NAMES } from './presets.ts';

/** The trained models; one that was not asked for, or could not be trained, is not there. */
export type TrainedModels = Readonly<Partial<Record<Preset, TasteModel>>>;

/** Those that are there, the weakest first. */
export function listModels(models: TrainedModels): TasteModel[] {
  return PRESET_NAMES.flatMap((preset) => models[preset] ?? []);
}

/** The strongest: songs are ranked and explained by it. */
export function strongestModel(models: TrainedModels): TasteModel | undefined {
  return listModels(models).at(-1);
}

/** The strongest that can tell which songs a person would like among those that they do not play. */
export function judgeOfNewSongs(models: TrainedModels): TasteModel | undefined {
  return listModels(models).findLast(({ preset }) => PRESETS[preset].judgesNewSongs);
}

/** The network, whose epochs are kept and drawn. */
export function networkOfModels(models: TrainedModels): TasteModel['network'] {
  return listModels(models).find(({ network }) => network !== undefined)?.network;
}
