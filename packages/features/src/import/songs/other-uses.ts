import { artistKey } from '../../keys/artist-key.ts';
import type { Track } from '../../track.ts';
import { stretchesOf } from '../plays/stretches.ts';

/** What something is played for that says nothing of taste. */
export type OtherUse = 'sleep' | 'children' | 'spoken';

/** A song with how often it was heard; never, if it only stands in a list. */
export interface UsedSong {
  readonly song: number;
  readonly track: Pick<Track, 'name' | 'artistName'>;
  readonly plays: number;
}

/** Ends of the plays of these songs in which they were heard, in seconds since 1970, in any order. */
export type TimesOf = (songs: ReadonlySet<number>) => number[];

/** Names that nobody takes who makes music to listen to. */
const SLEEP_ARTIST =
  /\b(?:white|brown|pink|grey|green) noise\b|\bnoise labs?\b|\b(?:sleep|rain|nature|ocean|fan|baby|womb|water|thunder(?:storm)?|sleeping) (?:sounds?|noises?|tones?|waves?)\b|\bsounds? of (?:nature|rain|the ocean)\b|\b(?:alpha|delta|theta) waves\b|\bbinaural\b|\bsolfeggio\b|\bASMR\b|\bsleep (?:music|meditation|therapy|fruits?|miracle|academy)\b|\bmusic for sleep|\b(?:deep|baby) sleep\b|\blullab(?:y|ies)$|\blullab(?:y|ies) (?:baby|music|players|ensemble|renditions|time|songs|world)\b|\bschlafmusik\b|\beinschlaf/iu;
/** Titles that say what they are for; one alone may be a song's. */
const SLEEP_TITLE =
  /\b(?:white|brown|pink|green) noise\b|\b(?:rain|fan|ocean|nature|sleep|thunder(?:storm)?|water) (?:sounds?|noises?|waves?)\b|\bsleep(?:ing)?\b|\blullab(?:y|ies)\b|\bheavy rain\b|\bbinaural\b|\b\d{2,4} ?hz\b/iu;
/** Titles that no song has. */
const SLEEP_TITLE_ALONE =
  /\bloopable\b|\b(?:for|to help you) (?:deep )?sleep\b|\b(?:rain|sleep|fan|ocean) (?:sounds?|noise)\b|\bwhite noise (?:for|loop|baby|\d)/iu;
/** Names of music to fall asleep to, and of music to listen to: how it is played decides. */
const CALM_ARTIST = /sleep|calm|relax|ambient|meditat|peaceful|tranquil|soothing|\brain\b|\bnature\b/iu;
const CHILDREN_ARTIST =
  /\bnursery rhymes?\b|\bkinderlieder\b|\bcomptines\b|\bcanciones infantiles\b|\bmúsica infantil\b|\b(?:songs?|music) for (?:kids|children)\b|\bkids songs?\b|\bkidz bop\b|\bcocomelon\b|\bsuper simple songs\b|\bpinkfong\b|\bbaby shark\b|\bthe wiggles\b|\bpeppa pig\b|\bpaw patrol\b|\bbluey\b|\blittle baby bum\b|\bblippi\b|\bms\.? rachel\b|\bcaspar babypants\b|^raffi$|\bbenjamin blümchen\b|\bbibi (?:blocksberg|und tina)\b|\bconni\b|^die drei \?\?\?|\bfünf freunde\b|\brolf zuckowski\b|\bdetlev jöcker\b|\bvolker rosin\b|\bsimone sommerland\b|\bgalinha pintadinha\b|\bmundo bita\b|\bcantajuego\b|^henri dès$|\bsesame street\b|\bfeuerwehrmann sam\b|\btonies?\b/iu;
const SPOKEN_ARTIST = /\bpodcasts?\b|\bhörspiele?\b|\baudiobooks?\b|\bhörbuch\b/iu;

/** So many titles of an artist, and such a share of them, say what the artist is for. */
const FEWEST_TITLES = 3;
const TITLE_SHARE = 0.5;
/** Played through the night: so many plays, such a share of them in so many stretches of so many without a pause of a quarter of an hour. */
const FEWEST_PLAYS = 30;
const STRETCH_SHARE = 0.8;
const FEWEST_STRETCHES = 3;
const STRETCH_PLAYS = 12;
const PAUSE_S = 900;

/**
 * Songs that are played for something else than taste, by the names of artists and titles and by how they are played. Children's songs are
 * so only where most of the listening is something else.
 */
export function findOtherUses(songs: readonly UsedSong[], timesOf: TimesOf): Map<number, OtherUse> {
  const found = new Map<number, OtherUse>();
  for (const own of byArtist(songs)) {
    const use = useOfArtist(own, timesOf);
    for (const { song, track } of own) {
      const ofSong = use ?? (SLEEP_TITLE_ALONE.test(track.name) ? 'sleep' : undefined);
      if (ofSong !== undefined) found.set(song, ofSong);
    }
  }
  const playsOf = (isCounted: (song: number) => boolean): number =>
    songs.reduce((sum, { song, plays }) => sum + (isCounted(song) ? Math.max(1, plays) : 0), 0);
  const isChildrens = (song: number): boolean => found.get(song) === 'children';
  if (2 * playsOf(isChildrens) >= playsOf(() => true)) {
    for (const song of [...found.keys()].filter(isChildrens)) found.delete(song);
  }
  return found;
}

function byArtist(songs: readonly UsedSong[]): Iterable<readonly UsedSong[]> {
  const groups = new Map<string, UsedSong[]>();
  for (const one of songs) {
    const { artistName } = one.track;
    const key = artistName === null ? `\0${one.song}` : artistKey(artistName);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}

function useOfArtist(songs: readonly UsedSong[], timesOf: TimesOf): OtherUse | undefined {
  const name = songs[0]?.track.artistName ?? '';
  if (SPOKEN_ARTIST.test(name)) return 'spoken';
  if (CHILDREN_ARTIST.test(name)) return 'children';
  if (SLEEP_ARTIST.test(name)) return 'sleep';
  const titles = songs.filter(({ track }) => SLEEP_TITLE.test(track.name)).length;
  if (titles >= FEWEST_TITLES && titles >= TITLE_SHARE * songs.length) return 'sleep';
  return CALM_ARTIST.test(name) && isPlayedThroughNights(songs, timesOf) ? 'sleep' : undefined;
}

function isPlayedThroughNights(songs: readonly UsedSong[], timesOf: TimesOf): boolean {
  if (songs.reduce((sum, { plays }) => sum + plays, 0) < FEWEST_PLAYS) return false;
  const times = timesOf(new Set(songs.map(({ song }) => song))).sort((left, right) => left - right);
  const nights = stretchesOf(times, (pause) => pause < PAUSE_S)
    .map(({ start, end }) => end - start)
    .filter((plays) => plays >= STRETCH_PLAYS);
  const inNights = nights.reduce((sum, plays) => sum + plays, 0);
  return nights.length >= FEWEST_STRETCHES && inNights >= STRETCH_SHARE * times.length;
}
