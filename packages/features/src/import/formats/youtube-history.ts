import { parseTime } from '../../table/parse-time.ts';
import type { Track } from '../../track.ts';
import { toText } from '../../track-values.ts';
import { type Picked, type PickedObject, pickJson } from '../json/pick-json.ts';
import { isArray, isObject, lineNumbers } from '../json/values.ts';
import { idFromNames } from '../songs/song-index.ts';
import { splitArtistFirst } from '../songs/song-line.ts';
import type { Format } from './format.ts';

const keys: ReadonlySet<string> = new Set(['header', 'title', 'titleUrl', 'subtitles', 'name', 'time']);

/** `watch-history.json` of Google Takeout: what was heard in YouTube Music; videos are set aside. Takeout does not say for how long. */
export const youtubeHistory: Format = {
  name: 'youtube-history',
  what: 'the watch history of YouTube and YouTube Music (Google Takeout)',
  looksLike: (head) =>
    head.hasKeys('titleUrl', 'time') &&
    /"https:\/\/(?:music|www|m)\.youtube\.com\//.test(head.text.replaceAll('\\', '')),
  async read(content, sink) {
    const { value, lines, broken } = pickJson(await content.bytes(), (key) => keys.has(key));
    const lineOf = lineNumbers(lines);
    for (const entry of isArray(value) ? value : [value]) {
      const line = lineOf(entry);
      if (!isObject(entry) || !isMusic(entry)) {
        sink.setAside(line, 'not-music', 'is a video');
        continue;
      }
      const track = trackOf(entry);
      const time = parseTime(toText(entry.time) ?? '');
      if (track === null) sink.setAside(line, 'not-music', 'names no song');
      else if (time === null) sink.setAside(line, 'unusable', 'has no time that can be read');
      else {
        sink.play(line, sink.known(track.id) ?? sink.song(track.id, track), {
          time,
          byMinute: false,
          msPlayed: null,
          end: 'unknown',
        });
      }
    }
    if (broken !== undefined) {
      sink.tally.isDamaged = true;
      sink.setAside(broken.line, 'unusable', broken.reason);
    }
  },
};

function isMusic(entry: PickedObject): boolean {
  const header = toText(entry.header);
  if (header !== null) return header === 'YouTube Music';
  return (toText(entry.titleUrl) ?? '').startsWith('https://music.youtube.com/');
}

/** What Takeout writes around a title: in English, German, Spanish, French, Italian, Portuguese and Dutch. */
const around =
  /^(?:Watched|Has visto|Viste|Vous avez regardé|Hai guardato|Você assistiu a|Viu|Je hebt gekeken naar)\s+|\s+(?:angesehen|bekeken)$/;

/** `null` where the title is only a link: the song is no longer there. */
function trackOf(entry: PickedObject): Track | null {
  const title = (toText(entry.title) ?? '').replace(around, '').trim();
  if (title === '' || /^https?:/.test(title)) return null;
  const channel = channelOf(entry.subtitles);
  // Channels that YouTube makes of an artist's songs are called so; others may be anybody's.
  const artist = channel?.endsWith(' - Topic') ? channel.slice(0, -' - Topic'.length) : null;
  const { name, artistName } =
    artist === null ? splitArtistFirst(title) : { name: title, artistName: artist };
  const known = artistName ?? channel;
  return {
    id: idFromNames(known, name),
    name,
    albumName: null,
    artistName: known,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
  };
}

function channelOf(subtitles: Picked | undefined): string | null {
  const [first] = isArray(subtitles) ? subtitles : [];
  return isObject(first) ? toText(first.name) : null;
}
