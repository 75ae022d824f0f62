import { SsrmError } from '@ssrm/features';
import { originalPreset } from './original/original-model.ts';
import type { PresetAbilities, PresetDefinition, ScoringNetwork } from './preset.ts';
import { tastePreset } from './taste/taste-scorer.ts';
import type { TasteStages } from './taste/taste-stages.ts';

/** `original`: the published design; `taste`: the strongest content-based model that was found. */
export type Preset = 'original' | 'taste';

const definitions: Readonly<Record<Preset, PresetDefinition>> = {
  original: originalPreset,
  taste: tastePreset,
};

/** What each preset can do, the weakest first. */
export const PRESETS: Readonly<Record<Preset, PresetAbilities>> = definitions;

/** Their names, the weakest first. */
export const PRESET_NAMES: readonly Preset[] = Object.keys(definitions) as Preset[];

export function isPreset(name: string): name is Preset {
  return Object.hasOwn(definitions, name);
}

export function presetNamed(name: Preset): PresetDefinition {
  return definitions[name];
}

/** The preset where none is asked for. */
export function defaultPreset(hasOthers: boolean): Preset {
  return hasOthers ? 'taste' : 'original';
}

/**
 * The network of a model, for those who cannot do without.
 *
 * @throws {@link SsrmError} `invalid-argument` if models of its preset have none.
 */
export function networkOf(model: {
  readonly preset: Preset;
  readonly network: ScoringNetwork | undefined;
  readonly stages: TasteStages | undefined;
}): ScoringNetwork {
  if (model.network !== undefined) return model.network;
  const networks = PRESET_NAMES.filter((name) => PRESETS[name].isNetwork).map((name) => `'${name}'`);
  const instead = model.stages === undefined ? '' : '; encode, toSqlQuery and toOnnx are for both';
  throw new SsrmError(
    `Only a model of preset ${networks.join(' or ')} has this: preset '${model.preset}' has no epochs and no encoder of its own${instead}.`,
    { code: 'invalid-argument' },
  );
}
