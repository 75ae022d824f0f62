import { createTasteMap, TrackEncoder } from '@ssrm/embeddings';
import {
  findInHistory,
  type ImportedListening,
  type ImportProgress,
  importListening,
  KnownSongs,
  portraitOf,
  type ScoredTrack,
  SsrmError,
  songsFromText,
  type Track,
  toTrackId,
} from '@ssrm/features';
import {
  type ArtistPlays,
  artistPlays,
  discoverSongs,
  loadKnownArtists,
  PRESETS,
  rankTracks,
  shortReasons,
  stylesOverTime,
  TasteModel,
} from '@ssrm/model';
import type { RankedSongs, SongToHear, Taste, TasteMapData } from './messages.ts';

/** A person whose taste is known: from their files, or from a saved model. */
export interface Listener {
  readonly model: TasteModel;
  readonly tracks: readonly ScoredTrack[];
  readonly known: KnownSongs;
  readonly plays: ArtistPlays;
}

const shownFinds = 10;
const shownRanks = 50;
const shownSkips = 10;
/** More would fill the map, and take long. */
const mostOnMap = 1500;
const fewestSongs = 10;

const labels = {
  forgotten: 'forgotten favourite',
  'never-played': 'saved, never played',
  'second-chance': 'deserves a second chance',
};

/** Learns from the files, or opens the saved model that one of them is. */
export async function learn(
  files: readonly File[],
  onRead: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<{ readonly listener: Listener; readonly taste: Taste }> {
  const saved = files.length === 1 ? await savedModel(files[0] as File) : undefined;
  if (saved !== undefined) return openModel(saved, signal);
  const listening = await importListening(files, { onProgress: onRead, signal });
  const { tracks, dislikes, history, report } = listening;
  if (tracks.length < fewestSongs) {
    throw new Error(
      `That is too little to learn from: ${tracks.length} songs of yours, and at least ${fewestSongs} are needed. Give a longer history or list.`,
    );
  }
  const model = await TasteModel.fit(tracks, { background: 'world', dislikes, signal });
  const known = new KnownSongs();
  known.addAll(listening.known);
  const listener = { model, tracks, known, plays: artistPlays(history) };
  const taste = {
    finds: await findSongs(listener, listening, signal),
    portrait: portraitOf(history),
    styles: await stylesOverTime(history),
    report,
    songCount: tracks.length,
    model: JSON.stringify(model),
  };
  return { listener, taste };
}

/** The model in the file; `undefined` for one that is something else. */
async function savedModel(file: File): Promise<TasteModel | undefined> {
  const start = await file.slice(0, 100).text();
  if (!/^\s*\{\s*"kind"\s*:\s*"ssrm-model"/.test(start)) return undefined;
  return TasteModel.fromJSON(JSON.parse(await file.text()));
}

async function openModel(model: TasteModel, signal: AbortSignal) {
  const listener = { model, tracks: [], known: new KnownSongs(), plays: new Map() };
  const finds = PRESETS[model.preset].judgesNewSongs ? await discoveries(listener, signal) : [];
  const taste = {
    finds,
    portrait: null,
    styles: [],
    report: null,
    songCount: 0,
    model: JSON.stringify(model),
  };
  return { listener, taste };
}

/** Of the person's own history, and, in turn, of artists who are new to them. */
async function findSongs(
  listener: Listener,
  { history }: ImportedListening,
  signal: AbortSignal,
): Promise<SongToHear[]> {
  const score = (tracks: readonly Track[]): Promise<number[]> => listener.model.predict(tracks, { signal });
  const own = await findInHistory(history, { limit: shownFinds, score });
  const fresh = await discoveries(listener, signal);
  const turns = Array.from({ length: shownFinds }, (_, turn) => {
    const find = own[turn];
    return [find && { ...find, label: labels[find.kind] }, fresh[turn]];
  });
  return turns
    .flat()
    .filter((song) => song !== undefined)
    .slice(0, shownFinds);
}

async function discoveries({ model, known, plays }: Listener, signal: AbortSignal): Promise<SongToHear[]> {
  const found = await discoverSongs(model, { known, plays }, { limit: shownFinds, discovery: 1, signal });
  return found.map((song) => ({ ...song, label: 'new to you' }));
}

/** Any list by the listener's taste. */
export async function rank(
  { model, known, plays }: Listener,
  files: readonly File[],
  signal: AbortSignal,
): Promise<RankedSongs> {
  const songs = (await Promise.all(files.map((file) => readList(file, known, signal)))).flat();
  // Of a link alone only the id is known, and an id is no title.
  const named = songs.filter(({ id, name }) => !(name === id && toTrackId(id) !== null));
  const idCount = songs.length - named.length;
  if (named.length === 0) {
    throw new Error(
      'Of these songs only links or ids are given, and this page asks nobody what they stand for. Give names, such as Toto - Africa.',
    );
  }
  const { fresh, known: familiar, skip } = await rankTracks(model, named, { known, signal });
  const best = fresh.slice(0, shownRanks);
  const explained = await Promise.all(best.slice(0, 20).map(({ track }) => model.explain(track, { signal })));
  const reasons = await shortReasons(
    best.map(({ track }) => track),
    plays,
    explained.map((explanation) => explanation.reasons),
  );
  const toHear = ({ track, score }: (typeof fresh)[number], index = -1): SongToHear => {
    return { track, score, label: '', reason: reasons[index] ?? '' };
  };
  return {
    best: best.map(toHear),
    freshCount: fresh.length,
    knownCount: familiar.length,
    skip: skip.slice(0, shownSkips).map((song) => toHear(song)),
    idCount,
  };
}

async function readList(file: File, known: KnownSongs, signal: AbortSignal): Promise<readonly Track[]> {
  try {
    return (await importListening([file], { signal })).known;
  } catch (error) {
    if (!SsrmError.isInstance(error)) throw error;
    const isListed = await loadKnownArtists();
    const songs = songsFromText(await file.text(), {
      isKnownArtist: (name) => known.hasArtist(name) || isListed(name),
    });
    if (songs === null) throw error;
    return songs.map(({ track }) => track);
  }
}

/** The most liked songs, those that are alike close together. */
export async function mapOf({ tracks }: Listener): Promise<TasteMapData> {
  const shown = [...tracks].sort((left, right) => right.score - left.score).slice(0, mostOnMap);
  const map = await createTasteMap(shown, await TrackEncoder.fit(shown));
  const songs = (await map.songs(shown)).map((place, index) => ({
    ...place,
    score: shown[index]?.score ?? 0,
  }));
  return { songs, artists: await map.artists(shown) };
}
