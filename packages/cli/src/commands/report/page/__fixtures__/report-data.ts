import { createRandom } from '@ssrm/features';
import { layOutIslands, placesOnIsland } from '../../taste-map/lay-out-islands.ts';
import { nameNeighbourhoods } from '../../taste-map/name-neighbourhoods.ts';
import type {
  PortraitData,
  ReportData,
  ReportPrediction,
  TasteMapData,
  TasteMapKind,
  TasteMapPoint,
  TrainingData,
} from '../report-data.ts';

/** Names that try to leave their place in a page. */
export const hostileNames: readonly string[] = [
  '</script><img src=x onerror="document.title=`owned`">',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  ']]></style><style>*{display:none}</style>',
  '&lt;b&gt;&amp;',
  '\u202Egnorts\u202D right to left',
  'lone \uD800 surrogate and \u0000 null',
  'https://evil.example/<iframe src=javascript:alert(1)>',
  'A'.repeat(400),
  '東京は夜の七時 / مَسَاءُ الخَيْر / 👩🏽‍🎤🎶',
];

const artists = ['Mitski', 'Big Thief', 'Alvvays', 'Japanese Breakfast', 'Fontaines D.C.', 'Björk', 'Sault'];
const songs = ['Geyser', 'Simulation Swarm', 'Pharmacist', 'Paprika', 'Starburster', 'Hyperballad', 'Wildfires'];

/** A report as a run of `both` presets with evaluation gives it; every name is taken from `names` where given, and the map has `mapSize` songs. */
export function sampleReport(names?: readonly string[], mapSize = 700): ReportData {
  const song = (index: number) => (names ?? songs)[index % (names ?? songs).length] as string;
  const artist = (index: number) => (names ?? artists)[index % (names ?? artists).length] as string;
  return {
    createdAt: '2026-08-22T14:05:00.000Z',
    source: {
      description: names?.[1] ?? 'Exportify list Your_Top_Songs_2025.csv',
      usesSpotifyApi: false,
      trackCount: 1204,
      artistCount: 387,
      backgroundCount: 2980,
    },
    finds: {
      songs: Array.from({ length: 4 }, (_, index) => ({
        name: song(index),
        artistName: index === 3 ? null : artist(index),
        score: 0.9 - index / 10,
        label: index % 2 === 0 ? 'forgotten favourite' : 'new to you',
        reason: `You played ${artist(index)} 12 times.`,
      })),
    },
    portrait: { portrait: samplePortrait(song, artist), styles: sampleStyles, typical: null },
    verdict: {
      beatsGuessing: true,
      sentence: 'Better than guessing by artist: yes, 0.84 against 0.57.',
      protocol:
        'Five folds, repeated three times, no artist in two folds; intervals hold 95 % of bootstrap samples.',
      models: [
        {
          name: 'taste',
          auc: { value: 0.84, low: 0.81, high: 0.87 },
        },
        {
          name: 'original',
          auc: { value: 0.47, low: 0.43, high: 0.51 },
        },
        { name: names?.[4] ?? 'artist average', auc: { value: 0.57, low: 0.53, high: 0.61 } },
        { name: 'popularity', auc: { value: 0.61, low: 0.57, high: 0.65 } },
      ],
    },
    predictions: {
      songs: Array.from({ length: 30 }, (_, index) => prediction(index, song, artist)),
      note: 'A score of 80 % means: of songs that get it, about 80 in 100 are liked.',
    },
    tasteMap: sampleMap(song, artist, mapSize),
    drivers: {
      features: [
        { feature: 'artist_name', share: 0.34, direction: `${artist(0)} and ${artist(1)} raise it most` },
        { feature: 'release_date', share: 0.22, direction: '2014 to 2022 scores higher' },
        { feature: 'popularity', share: 0.17, direction: 'less popular songs score higher' },
        { feature: 'name', share: 0.11 },
        { feature: 'duration_ms', share: 0.08, direction: 'three to five minutes scores highest' },
        { feature: 'album_name', share: 0.05 },
        { feature: 'album_type', share: 0.02 },
        { feature: 'explicit', share: 0.004 },
      ],
      note: 'From exact Shapley values of 500 songs.',
    },
    calibration: {
      error: 0.034,
      bins: [0.04, 0.15, 0.26, 0.35, 0.44, 0.55, 0.66, 0.74, 0.86, 0.95].map((meanScore, index) => ({
        meanScore,
        shareLiked: Math.min(1, Math.max(0, meanScore + [0.01, -0.03, 0.05, 0.02, -0.06][index % 5]!)),
        weight: [0.24, 0.12, 0.09, 0.06, 0.05, 0.04, 0.06, 0.08, 0.1, 0.16][index] as number,
        count: 40,
      })),
      note: 'Measured on songs that the model had not seen.',
    },
    training: trainingData(),
    dataQuality: {
      missing: [
        { feature: 'popularity', share: 1 },
        { feature: 'album_type', share: 0.31 },
        { feature: 'release_date', share: 0.004 },
      ],
      setAside: [
        { where: 'few.csv, line 4', reason: `The id is not one of Spotify's: ${song(2)}` },
        { where: 'Your_Top_Songs_2025.csv, line 212', reason: 'The row has 9 cells, but the header has 12.' },
      ],
      setAsideCount: 130,
      notes: ['Seven songs are in the list twice; the better rank counts.'],
    },
    method: {
      steps: [
        'Each song became 16 numbers: length, explicit, popularity, album type, and three each for album, date, artist and title.',
        'The songs were split by chance, 85 % to learn from and 15 % to test with.',
        'A network of 3 and 1 sigmoid units learned for 2000 epochs.',
      ],
      settings: { seed: 42, 'test size': 0.15, epochs: 2000, embedder: 'n-grams', reducer: 'pca', ssrm: '0.1.0' },
    },
  };
}

type NameOf = (index: number) => string;

function prediction(index: number, song: NameOf, artist: NameOf): ReportPrediction {
  const taste = 0.985 - index * 0.033;
  return {
    id: index % 5 === 4 ? 'not-an-id"><b>' : '3hfmh1XIlJp2Uis4kWboqJ',
    name: song(index),
    artistName: index % 7 === 6 ? null : artist(index),
    scores: { taste: index === 29 ? null : taste, original: index === 29 ? null : 0.42 + 0.01 * (index % 9) },
    confidence: 0.6 + 0.03 * (index % 10),
    reasons: [
      { text: `by ${artist(index)}, whom you play often`, effect: 0.21 - index * 0.01 },
      { text: 'released in 2022', effect: 0.08 },
      { text: 'longer than what you like', effect: -0.05 },
    ],
  };
}

const styles = ['indie rock', 'hip-hop', 'jazz', 'techno', 'metal', 'classical'];

/** Artists with some to some dozens of songs, in six styles that lie apart; two songs in a hundred are recommended, one is predicted, twelve are skipped. */
export function sampleMap(song: NameOf, artist: NameOf, size: number): TasteMapData {
  const random = createRandom(7);
  const islands: { name: string; style: string | null; songCount: number; x: number; y: number }[] = [];
  for (let left = size; left > 0; ) {
    const index = islands.length;
    const songCount = Math.min(left, 1 + Math.floor(40 * random() ** 3));
    const angle = (index % styles.length) * ((2 * Math.PI) / styles.length);
    islands.push({
      name: artist(index),
      style: index % 10 === 9 ? null : (styles[index % styles.length] as string),
      songCount,
      x: 3 * Math.cos(angle) + random(),
      y: 2 * Math.sin(angle) + random(),
    });
    left -= songCount;
  }
  const laidOut = layOutIslands(islands);
  const places = laidOut.flatMap((island, number) => placesOnIsland(island).map(([x, y]) => ({ artist: number, x, y })));
  return {
    artists: laidOut,
    neighbourhoods: nameNeighbourhoods(laidOut),
    points: places.map((place, index): TasteMapPoint => {
      const kind = kindOf(index % 100);
      return { kind, name: song(index), score: kind === 'skipped' ? null : 1 - (index % 50) / 60, ...place };
    }),
  };
}

function kindOf(share: number): TasteMapKind {
  if (share < 2) return 'recommended';
  if (share < 3) return 'predicted';
  return share < 15 ? 'skipped' : 'liked';
}

function trainingData(): TrainingData {
  const random = createRandom(3);
  return {
    curves: [{ preset: 'original', epochs: Array.from({ length: 400 }, (_, index) => {
      const left = Math.exp(-index / 90);
      return {
        epoch: index * 5,
        trainLoss: 0.06 + 0.023 * left,
        trainAccuracy: 0.78 - 0.25 * left + 0.01 * random(),
        testLoss: 0.078 + 0.023 * left + 0.00003 * index,
        testAccuracy: 0.66 - 0.15 * left + 0.02 * random(),
      };
    }) },
    { preset: 'taste', trees: Array.from({ length: 31 }, (_, index) => {
      const left = Math.exp(-index / 12);
      return { trees: 5 * index, trainLoss: 0.1 + 0.6 * left, heldOutLoss: 0.42 + 0.27 * Math.exp(-index / 6) };
    }) }],
  };
}

type Names = (index: number) => string;

function samplePortrait(song: Names, artist: Names): PortraitData['portrait'] {
  const songs = Array.from({ length: 5 }, (_, index) => {
    return { name: song(index), artistName: artist(index), plays: 120 - 20 * index, skips: index };
  });
  const period = (name: string, index: number) => ({
    period: name,
    plays: 400,
    topSong: songs[index] as (typeof songs)[number],
    topArtist: { name: artist(index), plays: 90 },
  });
  return {
    from: '2021-03-04',
    to: '2024-02-29',
    plays: 20_412,
    hours: 1034.5,
    songs: 3120,
    artists: 870,
    topSongs: songs,
    topArtists: songs.map(({ artistName, plays }) => ({ name: artistName, plays: 3 * plays, hours: plays / 4, songs: 9 })),
    longestStreak: { days: 61, from: '2022-05-01', to: '2022-06-30' },
    busiestDay: { day: '2023-12-24', hours: 11.25 },
    shareByHour: Array.from({ length: 24 }, (_, hour) => (hour + 1) / 300),
    years: ['2021', '2022', '2023', '2024'].map(period),
    seasons: ['03', '06', '09', '12'].map(period),
    firstSong: { ...(songs[1] as (typeof songs)[number]), day: '2021-03-04' },
    skippedSongs: songs.slice(3),
  };
}

const sampleStyles: PortraitData['styles'] = ['2021', '2022', '2023', '2024'].map((period, index) => ({
  period,
  styles: [
    { style: 'indie rock', share: 0.6 - index / 10 },
    { style: 'hip-hop', share: 0.3 },
    { style: 'jazz', share: 0.1 + index / 10 },
  ],
}));
