import { foldText } from '../../keys/fold-text.ts';
import { parseTime } from '../../table/parse-time.ts';
import { toNumber, toText, toTrackId } from '../../track-values.ts';
import { type Picked, type PickedObject, pickJson } from '../json/pick-json.ts';
import { isArray, isObject, lineNumbers } from '../json/values.ts';
import { idFromNames } from '../songs/song-index.ts';
import type { Format } from './format.ts';

const keys: ReadonlySet<string> = new Set([
  ...['payload', 'listens', 'listened_at', 'track_metadata', 'artist_name', 'track_name', 'release_name'],
  ...['additional_info', 'duration_ms', 'duration', 'spotify_id'],
]);

/**
 * Listens of ListenBrainz: its export (an array, or JSON Lines, a file a month) and the answer of its API.
 *
 * @see https://listenbrainz.readthedocs.io/en/latest/users/json.html (read 2026-11)
 */
export const listenbrainz: Format = {
  name: 'listenbrainz',
  what: 'listens of ListenBrainz',
  looksLike: (head) => head.hasKeys('track_metadata'),
  async read(content, sink) {
    const { value, lines, broken } = pickJson(await content.bytes(), (key) => keys.has(key));
    const lineOf = lineNumbers(lines);
    for (const listen of listensIn(value)) {
      const line = lineOf(listen);
      const metadata = isObject(listen) ? listen.track_metadata : null;
      const name = isObject(metadata) ? toText(metadata.track_name) : null;
      if (!isObject(listen) || !isObject(metadata) || name === null) {
        sink.setAside(line, 'unusable', 'is no listen with a track name');
        continue;
      }
      const time = parseTime(String(listen.listened_at ?? ''));
      if (time === null) {
        sink.setAside(line, 'unusable', 'has no time that can be read');
        continue;
      }
      const track = trackOf(name, metadata);
      const key = `${foldText(track.artistName ?? '')}\u0000${name}\u0000${track.id}`;
      sink.play(line, sink.known(key) ?? sink.song(key, track), {
        time,
        byMinute: false,
        msPlayed: null,
        end: 'unknown',
      });
    }
    if (broken !== undefined) {
      sink.tally.isDamaged = true;
      sink.setAside(broken.line, 'unusable', broken.reason);
    }
  },
};

function listensIn(value: Picked): readonly Picked[] {
  if (isArray(value))
    return value.flatMap((entry) =>
      isObject(entry) && isObject(entry.payload) ? listensIn(entry) : [entry],
    );
  if (!isObject(value)) return [];
  const { payload = value } = value;
  return isObject(payload) && isArray(payload.listens) ? payload.listens : [value];
}

function trackOf(name: string, metadata: PickedObject) {
  const artistName = toText(metadata.artist_name);
  const more = isObject(metadata.additional_info) ? metadata.additional_info : {};
  const seconds = toNumber(more.duration);
  return {
    id: toTrackId(toText(more.spotify_id) ?? '') ?? idFromNames(artistName, name),
    name,
    albumName: toText(metadata.release_name),
    artistName,
    releaseDate: null,
    durationMs: toNumber(more.duration_ms) ?? (seconds === null ? null : seconds * 1000),
    explicit: null,
    popularity: null,
    albumType: null,
  };
}
