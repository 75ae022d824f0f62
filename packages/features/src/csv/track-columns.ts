/** What a column of a CSV file of tracks can hold. */
export type TrackField =
  | 'id'
  | 'name'
  | 'albumName'
  | 'artistName'
  | 'artistUris'
  | 'releaseDate'
  | 'durationMs'
  | 'durationSeconds'
  | 'explicit'
  | 'popularity'
  | 'albumType'
  | 'isrc'
  | 'rank'
  | 'score';

/**
 * Header names of each field, folded by {@link foldHeader}, the likeliest first: our own, Exportify's in all its languages
 * (de, en, es, fr, it, ja, nl, pt, sv, tr), and those of other exporters.
 */
const synonyms: Readonly<Record<TrackField, readonly string[]>> = {
  id: [
    ...['id', 'spotifyid', 'spotifyuri', 'trackuri', 'trackid', 'spotifytrackid', 'spotifytrackuri', 'uri'],
    ...['trackurl', 'spotifyurl', 'spotifylink', 'tracklink', 'url', 'link', 'uridelacancion', 'uridutitre'],
    ...['uridellatraccia', 'nummeruri', 'uridafaixa', 'latensuri', 'parcauri', 'トラックuri'],
  ],
  name: [
    ...[
      'name',
      'trackname',
      'title',
      'track',
      'song',
      'songname',
      'tracktitle',
      'songtitle',
      'titel',
      'titelname',
    ],
    ...['nombredelacancion', 'nomdutitre', 'nomedellatraccia', 'nummernaam', 'nomedafaixa', 'latensnamn'],
    ...['parcaadi', 'トラック名'],
  ],
  albumName: [
    ...['albumname', 'album', 'albumtitle', 'nombredelalbum', 'nomdelalbum', 'nomedellalbum', 'naamvanalbum'],
    ...['nomedoalbum', 'albumetsnamn', 'albumadi', 'アルバム名'],
  ],
  artistName: [
    ...['artistname', 'artistnames', 'artist', 'artists', 'trackartist', 'trackartists', 'kunstlernamen'],
    ...['kunstlername', 'kunstler', 'interpret', 'nombresdelartista', 'nomsdelartiste', 'nomedellartista'],
    ...['naamvanartiest', 'nomesdoartista', 'artistensnamn', 'sanatciadi', 'アーティスト名'],
  ],
  artistUris: [
    ...[
      'artisturis',
      'artisturi',
      'artistids',
      'artistid',
      'kunstleruris',
      'urisdelartista',
      'urisdelartiste',
    ],
    ...['uridellartista', 'artiesturi', 'urisdoartista', 'artistensuri', 'sanatciuri', 'アーティストuri'],
  ],
  releaseDate: [
    ...['releasedate', 'albumreleasedate', 'albumdate', 'released', 'year', 'releaseyear'],
    ...['veroffentlichungsdatumdesalbums', 'veroffentlichungsdatum', 'fechadelanzamientodelalbum'],
    ...[
      'datedesortiedelalbum',
      'datadirilasciodellalbum',
      'releasedatumvanhetalbum',
      'datadelancamentodoalbum',
    ],
    ...['albumetsreleasedatum', 'albumcikistarihi', 'アルバム発売日'],
  ],
  durationMs: [
    ...[
      'durationms',
      'trackdurationms',
      'duration',
      'trackduration',
      'lengthms',
      'length',
      'time',
      'trackdauerms',
    ],
    ...[
      'duraciondelacancionms',
      'dureedutitrems',
      'duratadellatracciams',
      'nummerduurms',
      'duracaodafaixams',
    ],
    ...['latlangdms', 'parcasuresims', 'トラックの長さミリ秒'],
  ],
  durationSeconds: ['durations', 'durationsec', 'durationseconds', 'durationinseconds', 'lengthseconds'],
  explicit: [
    ...[
      'explicit',
      'isexplicit',
      'explizit',
      'explicito',
      'explicite',
      'esplicito',
      'expliciet',
      'explicita',
    ],
    ...['acikicerik', '明示的な内容'],
  ],
  popularity: [
    ...[
      'popularity',
      'songpopularity',
      'trackpopularity',
      'beliebtheit',
      'popularidad',
      'popularite',
      'popolarita',
    ],
    ...['populariteit', 'popularidade', 'popularitet', 'popularlik', '人気度'],
  ],
  albumType: ['albumtype', 'releasetype'],
  isrc: ['isrc', 'externalidsisrc', 'trackisrc'],
  rank: ['rank', 'position', 'rang'],
  score: ['score'],
};

/** A header without case, accents, spaces and punctuation: `Künstlername(n)` → `kunstlernamen`. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, (mark) => (mark === '\u3099' || mark === '\u309A' ? mark : ''))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Position of the column that holds each field, for the fields that the header has. */
export function findTrackColumns(header: readonly string[]): ReadonlyMap<TrackField, number> {
  const folded = header.map(foldHeader);
  const columns = new Map<TrackField, number>();
  for (const [field, names] of Object.entries(synonyms) as [TrackField, readonly string[]][]) {
    const name = names.find((candidate) => folded.includes(candidate));
    if (name !== undefined) {
      columns.set(field, folded.indexOf(name));
    }
  }
  return columns;
}
