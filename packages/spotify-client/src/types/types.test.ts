import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { checked } from './__fixtures__/recordings.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly nullable?: boolean;
}
const contract: { readonly schemas: Readonly<Record<string, Schema>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../testing/__fixtures__/contract.json'), 'utf8'),
);

/** Which declared type is for which schema of Spotify's OpenAPI file. */
const declared = {
  'catalogue.ts': {
    SimplifiedArtist: 'SimplifiedArtistObject',
    Artist: 'ArtistObject',
    SimplifiedAlbum: 'SimplifiedAlbumObject',
    Album: 'AlbumObject',
    SimplifiedTrack: 'SimplifiedTrackObject',
    Track: 'TrackObject',
    SimplifiedShow: 'SimplifiedShowObject',
    Show: 'ShowObject',
    SimplifiedEpisode: 'SimplifiedEpisodeObject',
    Episode: 'EpisodeObject',
    SimplifiedAudiobook: 'SimplifiedAudiobookObject',
    Audiobook: 'AudiobookObject',
    SimplifiedChapter: 'SimplifiedChapterObject',
    Chapter: 'ChapterObject',
  },
  'common.ts': { Image: 'ImageObject', ExternalUrls: 'ExternalUrlObject', ExternalIds: 'ExternalIdObject' },
  'library.ts': {
    SavedTrack: 'SavedTrackObject',
    SavedAlbum: 'SavedAlbumObject',
    SavedEpisode: 'SavedEpisodeObject',
    SavedShow: 'SavedShowObject',
  },
  'legacy.ts': {
    AudioFeatures: 'AudioFeaturesObject',
    AudioAnalysis: 'AudioAnalysisObject',
    AudioSection: 'SectionObject',
    AudioSegment: 'SegmentObject',
    TimeInterval: 'TimeIntervalObject',
    Recommendations: 'RecommendationsObject',
    RecommendationSeed: 'RecommendationSeedObject',
    Category: 'CategoryObject',
    PublicUser: 'PublicUserObject',
  },
  'player.ts': {
    Device: 'DeviceObject',
    PlaybackContext: 'ContextObject',
    PlaybackState: 'CurrentlyPlayingContextObject',
    PlayHistory: 'PlayHistoryObject',
    PlaybackQueue: 'QueueObject',
  },
  'playlist.ts': {
    PlaylistItem: 'PlaylistTrackObject',
    SimplifiedPlaylist: 'SimplifiedPlaylistObject',
    Playlist: 'PlaylistObject',
  },
  'user.ts': { CurrentUser: 'PrivateUserObject', PlaylistUser: 'PlaylistOwnerObject' },
} as const;
/** What Spotify sends under an old name, which the client gives under the new one. */
const renamed = new Set([
  'SimplifiedPlaylistObject.tracks',
  'PlaylistObject.tracks',
  'PlaylistTrackObject.track',
]);

const folder = import.meta.dirname;
const files = [...Object.keys(declared), '__fixtures__/recordings.ts'].map((name) => join(folder, name));
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(folder, '../../tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  join(folder, '../..'),
);
const program = ts.createProgram(files, { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The fields of a schema, with those of the schemas that it extends. */
function fieldsOf(schema: Schema): Readonly<Record<string, Schema>> {
  const target = schema.$ref && contract.schemas[schema.$ref.split('/').at(-1) as string];
  const parts = [...(schema.allOf ?? []), ...(target ? [target] : [])].map(fieldsOf);
  return Object.assign({}, ...parts, schema.properties);
}

function typeOf(file: string, name: string): ts.Type {
  const source = program.getSourceFile(join(folder, file)) as ts.SourceFile;
  const symbol = checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol);
  return checker.getDeclaredTypeOfSymbol(symbol.find((each) => each.name === name) as ts.Symbol);
}

describe('declared types have every field of the contract, and null where it says so', () => {
  const pairs = Object.entries(declared).flatMap(([file, types]) =>
    Object.entries(types).map(([name, schema]) => [name, schema as string, file] as const),
  );
  test.each(pairs)('%s as %s', (name, schema, file) => {
    const type = typeOf(file, name);
    const fields = fieldsOf(contract.schemas[schema] ?? {});
    expect(Object.keys(fields).length).toBeGreaterThan(0);
    const missing: string[] = [];
    for (const [field, { nullable }] of Object.entries(fields)) {
      if (renamed.has(`${schema}.${field}`)) continue;
      const property = type.getProperty(field);
      const own = property && checker.getTypeOfSymbol(property);
      const admitsNull = own?.isUnion() && own.types.some((each) => each.flags & ts.TypeFlags.Null);
      if (!own || (nullable && !admitsNull)) missing.push(field);
    }
    expect(missing).toEqual([]);
  });
});

test('declared types admit what has been recorded', () => {
  // They are declared in the fixture; without them there would be nothing to compile.
  expect(Object.keys(checked)).toContain('tracks');
  const source = program.getSourceFile(join(folder, '__fixtures__/recordings.ts')) as ts.SourceFile;
  const errors = ts.getPreEmitDiagnostics(program, source);
  expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});
