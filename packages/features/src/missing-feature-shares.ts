import {
  DENSE_FEATURES,
  type DenseFeature,
  denseFeatures,
  TEXT_FEATURES,
  type TextFeature,
  type Track,
  textFeatures,
} from './track.ts';

/** For each feature the share of tracks in which it is not known, 0…1; 0 without tracks. */
export function missingFeatureShares(tracks: readonly Track[]): Record<DenseFeature | TextFeature, number> {
  const names = [...DENSE_FEATURES, ...TEXT_FEATURES] as const;
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<(typeof names)[number], number>;
  for (const track of tracks) {
    const dense = denseFeatures(track);
    for (const name of DENSE_FEATURES) {
      counts[name] += Number(dense[name] === null);
    }
    const text = textFeatures(track);
    for (const name of TEXT_FEATURES) {
      // The album's name falls back to the song's as a feature, but is missing all the same.
      counts[name] += Number((name === 'album_name' ? track.albumName : text[name]) === null);
    }
  }
  for (const name of names) {
    counts[name] /= Math.max(1, tracks.length);
  }
  return counts;
}
