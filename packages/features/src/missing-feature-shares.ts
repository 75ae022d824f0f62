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
  const names = [...DENSE_FEATURES, ...TEXT_FEATURES];
  const counts = new Map<string, number>(names.map((name) => [name, 0]));
  for (const track of tracks) {
    // The album's name falls back to the song's as a feature, but is missing all the same.
    const values = { ...denseFeatures(track), ...textFeatures(track), album_name: track.albumName };
    for (const name of names) {
      if (values[name] === null) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
  }
  const share = (name: string): number => (counts.get(name) ?? 0) / Math.max(1, tracks.length);
  return Object.fromEntries(names.map((name) => [name, share(name)])) as Record<
    DenseFeature | TextFeature,
    number
  >;
}
