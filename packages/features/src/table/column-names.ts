/** What a column of a table of songs or plays can hold. */
export type TrackField =
  | 'id'
  | 'name'
  | 'albumName'
  | 'artistName'
  | 'artistUris'
  | 'releaseDate'
  | 'durationMs'
  | 'durationSeconds'
  | 'durationMinutes'
  | 'explicit'
  | 'popularity'
  | 'albumType'
  | 'isrc'
  | 'rank'
  | 'score'
  | 'playedAt'
  | 'addedAt'
  | 'msPlayed'
  | 'secondsPlayed'
  | 'minutesPlayed'
  | 'playCount'
  | 'playlist'
  | 'kind'
  | 'reasonEnd'
  | 'skipped'
  | 'offline'
  | 'incognito'
  | 'episode'
  | 'audiobook';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Header names of each field, folded by {@link foldHeader}, the likeliest first: our own, Spotify's, Exportify's in its European languages and Japanese,
 * those of Last.fm, Apple, TuneMyMusic, Soundiiz, Shazam and of usual data sets. Exportify in other languages is read by what its columns hold.
 */
const synonyms: Readonly<Record<TrackField, readonly string[]>> = {
  id: words(`id spotifyid spotifyuri spotifytrackuri trackuri trackid spotifytrackid uri trackurl spotifyurl spotifylink tracklink url link
    uridelacancion uridutitre uridellatraccia nummeruri uridafaixa latensuri parcauri トラックuri`),
  name: words(`mastermetadatatrackname name trackname title track song songname tracktitle songtitle contentname titel titelname
    nombredelacancion nomdutitre nomedellatraccia nummernaam nomedafaixa latensnamn parcaadi トラック名`),
  albumName:
    words(`mastermetadataalbumalbumname albumname trackalbumname album albumtitle releasename containeralbumname collectionname
    nombredelalbum nomdelalbum nomedellalbum naamvanalbum nomedoalbum albumetsnamn albumadi アルバム名`),
  artistName:
    words(`mastermetadataalbumartistname artistname artistnames artistsname artistsnames primaryartist mainartist artist artists trackartist
    trackartists performer singer band kunstlernamen kunstlername kunstler interpret nombresdelartista nomsdelartiste nomedellartista
    naamvanartiest nomesdoartista artistensnamn sanatciadi アーティスト名 albumartistnames albumartistname albumartist`),
  artistUris:
    words(`artisturis artisturi artistids artistid kunstleruris urisdelartista urisdelartiste uridellartista artiesturi
    urisdoartista artistensuri sanatciuri アーティストuri`),
  releaseDate:
    words(`releasedate albumreleasedate trackalbumreleasedate trackreleasedate albumdate released releasedon year releaseyear
    releasedyear albumreleaseyear albumyear veroffentlichungsdatumdesalbums veroffentlichungsdatum fechadelanzamientodelalbum
    datedesortiedelalbum datadirilasciodellalbum releasedatumvanhetalbum datadelancamentodoalbum albumetsreleasedatum
    albumcikistarihi アルバム発売日`),
  durationMs:
    words(`durationms trackdurationms mediadurationinmilliseconds durationinms lengthms duration trackduration songduration length tracklength time
    trackdauerms duraciondelacancionms dureedutitrems duratadellatracciams nummerduurms duracaodafaixams latlangdms
    parcasuresims トラックの長さミリ秒`),
  durationSeconds: words(
    'durations durationsec durationsecs durationseconds durationinseconds lengthseconds tracklengthseconds',
  ),
  durationMinutes: words(
    'durationmin durationmins durationminutes trackdurationmin trackdurationminutes durationinminutes lengthmin lengthminutes',
  ),
  explicit: words(
    `explicit isexplicit trackexplicit explizit explicito explicite esplicito expliciet explicita acikicerik 明示的な内容`,
  ),
  popularity:
    words(`trackpopularity songpopularity popularity beliebtheit popularidad popularite popolarita populariteit
    popularidade popularitet popularlik 人気度`),
  albumType: words('albumtype releasetype trackalbumtype'),
  isrc: words('isrc externalidsisrc trackisrc'),
  rank: words('rank ranking rang position place chartposition'),
  score: words('score'),
  playedAt:
    words(`endtime ts playedat uts utctime listenedat scrobbledat scrobbletime playdate playtimestamp playedon datetime timestamp
    eventendtimestamp eventstarttimestamp entrydate streamdate listendate watchedat time date datum fecha data when`),
  addedAt:
    words(`addedat dateadded added addeddate addedon savedat likedat tagtime hinzugefugtam agregadoen anadidoel ajoutele aggiuntoil
    toegevoegdop adicionadoem tilllagd eklenmetarihi 追加日`),
  msPlayed: words(
    'msplayed playdurationmilliseconds playdurationms playedms mslistened listenedms streamdurationms durationplayedms',
  ),
  secondsPlayed: words('secondsplayed playduration secondslistened listenedseconds'),
  minutesPlayed: words(
    'minutesplayed minutesplayedtotal minuteslistened totalminutes totalminutesplayed minutes',
  ),
  playCount:
    words(`playcount plays playcounts timesplayed numberofplays totalplays playstotal listencount listens timeslistened scrobbles
    scrobblecount userplaycount trackplaycount numplays nplays playedtimes streamcount count wiedergaben reproducciones ecoutes lectures`),
  playlist: words('playlistname playlist playlisttitle'),
  kind: words('type mediatype tracktype contenttype itemtype'),
  reasonEnd: words('reasonend'),
  skipped: words('skipped'),
  offline: words('offline'),
  incognito: words('incognitomode incognito privatesession'),
  episode: words('episodename spotifyepisodeuri'),
  audiobook: words('audiobooktitle audiobookuri'),
};

/** Words of a header that is none of the above, by which it can still be told: one of the first, all of the second, none of the third. */
const tokenRules: readonly [TrackField, readonly string[], readonly string[], readonly string[]][] = [
  ['name', words('track song'), words('name'), words('artist album playlist genre user')],
  ['name', words('track song'), words('title'), words('artist album playlist')],
  [
    'artistName',
    words('artist artists'),
    [],
    words('id ids uri uris url mbid popularity genre genres followers count image type'),
  ],
  ['albumName', words('album'), words('name'), words('artist artists id uri url')],
  ['albumName', words('album'), words('title'), words('artist artists id uri url')],
];

/** A header without case, accents, spaces and punctuation: `Künstlername(n)` → `kunstlernamen`. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, (mark) => (mark === '\u3099' || mark === '\u309A' ? mark : ''))
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Positions of all columns that a name says hold a field, the likeliest first, by field. */
export function findNamedColumns(header: readonly string[]): ReadonlyMap<TrackField, readonly number[]> {
  const folded = header.map(foldHeader);
  const columns = new Map<TrackField, number[]>();
  for (const [field, names] of Object.entries(synonyms) as [TrackField, readonly string[]][]) {
    const positions = names.flatMap((name) => (folded.includes(name) ? [folded.indexOf(name)] : []));
    if (positions.length > 0) columns.set(field, positions);
  }
  const taken = new Set([...columns.values()].flat());
  for (const [field, some, all, none] of tokenRules) {
    const position = header.findIndex((text, index) => {
      const tokens = tokensOf(text);
      const has = (token: string): boolean => tokens.includes(token);
      return !taken.has(index) && some.some(has) && all.every(has) && !none.some(has);
    });
    if (position >= 0 && !columns.has(field)) columns.set(field, [position]);
  }
  return columns;
}

/** True for a key of a JSON record that may name one of the fields; others need not be read. */
export function mayNameField(key: string): boolean {
  const folded = foldHeader(key);
  return knownNames.has(folded) || /[^\p{ASCII}]/u.test(key) || findNamedColumns([key]).size > 0;
}

const knownNames: ReadonlySet<string> = new Set(Object.values(synonyms).flat());

function tokensOf(header: string): string[] {
  return header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}
