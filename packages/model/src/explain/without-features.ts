import type { Track } from '@ssrm/features';
import type { Feature } from './explanation.ts';

const fieldOf: Readonly<Record<Feature, keyof Track>> = {
  duration_ms: 'durationMs',
  explicit: 'explicit',
  popularity: 'popularity',
  album_type: 'albumType',
  album_name: 'albumName',
  release_date: 'releaseDate',
  artist_name: 'artistName',
  name: 'name',
};

/** Where a track has the value of a feature. */
export function fieldOfFeature(feature: Feature): keyof Track {
  return fieldOf[feature];
}

/** The track as if these features were not known; a song's name is then empty. */
export function withoutFeatures(track: Track, features: readonly Feature[]): Track {
  const unknown = features.map((feature) => [fieldOf[feature], feature === 'name' ? '' : null]);
  return { ...track, ...Object.fromEntries(unknown) };
}
