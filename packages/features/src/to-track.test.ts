import { describe, expect, it } from 'vitest';
import { scoreByRank } from './score.ts';
import { type TrackLike, toScoredTracks, toTrack, toTracks } from './to-track.ts';
import type { Track } from './track.ts';

const creep: Track = {
  id: '70LcF31zb1H0PyJoS1Sx1r',
  name: 'Creep',
  albumName: 'Pablo Honey',
  artistName: 'Radiohead',
  releaseDate: '1993-02-22',
  durationMs: 238_640,
  explicit: true,
  popularity: null,
  albumType: 'album',
};
/** Shape of https://developer.spotify.com/documentation/web-api/reference/get-track */
const fromSpotify = {
  type: 'track',
  id: creep.id,
  uri: `spotify:track:${creep.id}`,
  name: 'Creep',
  artists: [{ name: 'Radiohead', type: 'artist' }],
  album: { name: 'Pablo Honey', album_type: 'album', release_date: '1993-02-22' },
  duration_ms: 238_640,
  explicit: true,
};
const nothing = {
  albumName: null,
  artistName: null,
  releaseDate: null,
  durationMs: null,
  explicit: null,
  popularity: null,
  albumType: null,
};

describe('toTrack', () => {
  it('returns a track as it is, and reads one of the Web API', () => {
    expect(toTrack(creep)).toBe(creep);
    expect(toTrack(fromSpotify)).toEqual(creep);
  });

  it('reads a row and a bare name, with null for what they do not say', () => {
    expect(toTrack('Creep')).toEqual({ ...nothing, id: 'Creep', name: 'Creep' });
    expect(toTrack({ name: 'Creep', artistName: 'Radiohead', popularity: undefined })).toEqual({
      ...nothing,
      id: 'Creep',
      name: 'Creep',
      artistName: 'Radiohead',
    });
  });

  it.each([
    [undefined, 'track: expected a track or the name of a song, but got nothing.'],
    [7, 'track: expected a track or the name of a song, but got 7.'],
    [[creep], 'track: expected a track or the name of a song, but got a list.'],
    [{}, 'track.name: expected the name of a song, but got nothing.'],
    [{ name: null }, 'track.name: expected the name of a song, but got null.'],
    [{ name: 'Creep', artist: 'Radiohead' }, 'track: expected artistName, but got `artist`. Rename it'],
    [{ name: 'Creep', artist_name: 'Radiohead' }, 'track: expected artistName, but got `artist_name`.'],
    [{ ...creep, durationMs: '238640' }, 'track.durationMs: expected a number of milliseconds, or null'],
    [{ ...creep, popularity: Number.NaN }, 'track.popularity: expected a number from 0 to 100'],
    [{ ...creep, albumType: 'LP' }, 'track.albumType: expected album, single, compilation or ep'],
    [
      { ...fromSpotify, name: '' },
      'track: Expected a Spotify track object with id and name, but it has no name.',
    ],
    [{ ...fromSpotify, type: 'episode' }, 'track: expected a track, but its type is "episode".'],
    [{ added_at: '2024-01-01', track: fromSpotify }, 'but got an item that holds one: give its `track`.'],
  ])('says what is wrong with %j', (value, message) => {
    expect(() => toTrack(value as TrackLike)).toThrow(message);
  });
});

describe('toTracks and toScoredTracks', () => {
  it('say which is wrong', () => {
    expect(() => toTracks([creep, 'Creep', null as unknown as TrackLike], 'background')).toThrow(
      'background[2]: expected a track or the name of a song, but got null.',
    );
    expect(() => toTracks(creep as unknown as TrackLike[])).toThrow('tracks: expected a list of tracks');
    expect(() => toTracks(new Array(1))).toThrow('tracks[0]: expected');
    expect(() => toScoredTracks([{ ...creep, score: 2 }])).toThrow(
      'tracks[0].score: expected a number from 0 to 1, as scoreByRank gives it, but got 2.',
    );
  });

  it('take what the Web API sends, in the order of listening', () => {
    expect(toScoredTracks(scoreByRank([fromSpotify, { name: 'Airbag' }]))).toEqual([
      { ...creep, score: 1 },
      { ...nothing, id: 'Airbag', name: 'Airbag', score: 0 },
    ]);
  });
});
