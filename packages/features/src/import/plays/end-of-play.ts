/** Reasons for the end of a play that say nothing about whether the listener liked it, as ListenBrainz's importer has them. */
const neutralEnds: ReadonlySet<string> = new Set([
  'trackerror',
  'unexpected-exit',
  'unexpected-exit-while-paused',
  'logout',
  'appload',
]);

/**
 * What the end of a play means, by Spotify's `reason_end` and `skipped`.
 *
 * @see https://github.com/metabrainz/listenbrainz-server, listens_importer/spotify.py (read 2026-11)
 */
export function endOfPlay(reasonEnd: string | null, skipped: boolean): 'complete' | 'neutral' | 'unknown' {
  if (reasonEnd === 'trackdone' && !skipped) return 'complete';
  return reasonEnd !== null && neutralEnds.has(reasonEnd) ? 'neutral' : 'unknown';
}
