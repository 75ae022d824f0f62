interface Label {
  /** As a heading. */
  readonly title: string;
  /** Within a sentence. */
  readonly noun: string;
}

/** What a listener calls each feature. */
const labels: Readonly<Record<string, Label>> = {
  duration_ms: { title: 'Length', noun: 'duration' },
  explicit: { title: 'Explicit lyrics', noun: 'explicit flag' },
  popularity: { title: 'Popularity', noun: 'popularity' },
  album_type: { title: 'Single or album', noun: 'album type' },
  album_name: { title: 'Album name', noun: 'album name' },
  release_date: { title: 'Release date', noun: 'release date' },
  release_day: { title: 'Day of release', noun: 'day of release' },
  artist_name: { title: 'Artist', noun: 'artist' },
  name: { title: 'Song title', noun: 'name' },
};

/** The feature as a heading; a name that is not a column's is shown as it is. */
export function featureTitle(feature: string): string {
  return labels[feature]?.title ?? feature;
}

/** The feature within a sentence. */
export function featureNoun(feature: string): string {
  return labels[feature]?.noun ?? feature;
}
