import { toTrackId } from '@ssrm/features';
import { rankTracks, shortReasons, type TasteModel } from '@ssrm/model';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import { fillPlaylist } from '../../playlists/fill-playlist.ts';
import { predictAndExplain } from '../../predictions/explained-predictions.ts';
import { strongestModel, type TrainedModels } from '../../presets/trained-models.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadSavedModels, loadStartingModel } from '../../run-folder/saved-models.ts';
import { type KnownMusic, readKnownMusic } from '../../songs/known-music.ts';
import { nameIds } from '../../songs/name-ids.ts';
import { readSongLists, type SongLists } from '../../songs/read-song-lists.ts';
import { isIdAlone } from '../../songs/read-songs.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { RankFlags, ShownRanking } from './ranking.ts';
import { rankingToCsv, rankingToJson, showRanking, showUris } from './show-ranking.ts';

/** The command `ssrm rank`: any lists, by the taste of the saved model. */
export async function runRank(
  files: readonly string[],
  flags: RankFlags,
  context: StageContext,
): Promise<void> {
  const { output } = context;
  checkInputs(files, flags);
  const folder = await RunFolder.open(flags.out, 'rank');
  const lists =
    flags.catalogue === undefined
      ? await nameIds(await readSongLists(files, context), flags, context)
      : undefined;
  const chosen = await loadStartingModel(flags.modelPath, folder, context);
  const models = chosen === undefined ? await loadSavedModels(folder, context) : { [chosen.preset]: chosen };
  const known = await readKnownMusic(folder, flags, context);
  const songs = lists ?? (await readCatalogue(models, known, flags, context));
  const shown = await rankLists(songs, models, known, flags.top, context);
  if (flags.csv === true) output.result([rankingToCsv(shown.best).trimEnd()]);
  else if (flags.uris === true) showUris(output, shown.best);
  else showRanking(output, shown);
  const trackIds = shown.best.map(({ id }) => id).filter((id) => toTrackId(id) !== null);
  if (flags.createPlaylist !== undefined && trackIds.length === 0) {
    throw new CliError('These lists have no Spotify ids, so there is nothing to put into a playlist.');
  }
  const playlist = await fillPlaylist({ trackIds }, folder, flags, context);
  output.resultJson({ command: 'rank', ...rankingToJson(shown), playlist: playlist ?? null });
}

function checkInputs(files: readonly string[], { catalogue, encoded }: RankFlags): void {
  if (catalogue === undefined && files.length === 0) {
    throw new UsageError('Name the lists to rank, or a --catalogue.');
  }
  if (catalogue !== undefined && files.length > 0) {
    throw new UsageError('Lists are held in memory and a catalogue is not: rank one or the other.');
  }
  if (catalogue === undefined && encoded !== undefined) throw new UsageError('--encoded needs --catalogue.');
}

async function readCatalogue(
  models: TrainedModels,
  known: KnownMusic,
  { catalogue = '', encoded, top }: RankFlags,
  context: StageContext,
): Promise<SongLists> {
  const { bestOfCatalogue } = await import('./best-of-catalogue.ts');
  return bestOfCatalogue(catalogue, judgeOf(models), { top, known, encoded }, context);
}

/**
 * The lists ranked by the strongest model.
 *
 * @throws {@link CliError} if there is no song in them.
 */
export async function rankLists(
  { tracks, sources }: SongLists,
  models: TrainedModels,
  known: KnownMusic,
  top: number,
  context: StageContext,
): Promise<ShownRanking> {
  const judge = judgeOf(models);
  const named = tracks.filter((track) => !isIdAlone(track));
  tellOfIds(tracks.length - named.length, named.length, context);
  const progress = context.output.progress('Ranking');
  progress.update(count(named.length, 'song'));
  const ranking = await rankTracks(judge, named, { known: known.songs, signal: context.signal });
  const best = ranking.fresh.slice(0, top).map(({ track }) => track);
  const explained = await predictAndExplain(best, models, context);
  const reasons = await shortReasons(
    best,
    known.plays,
    explained.map((song) => song.reasons),
  );
  const songs = explained.map((song, index) => ({ ...song, reason: reasons[index] as string }));
  const { fresh, known: familiar } = ranking;
  progress.done(`${count(fresh.length, 'song')} new to you, ${familiar.length} that you know`);
  return { best: songs, ranking, sources, rankedBy: judge.preset };
}

/** The strongest of the models. */
function judgeOf(models: TrainedModels): TasteModel {
  const judge = strongestModel(models);
  if (judge === undefined) throw new CliError('There is no trained model to rank by.');
  return judge;
}

/** @throws {@link CliError} if no list has anything but ids. */
function tellOfIds(idCount: number, namedCount: number, { output }: StageContext): void {
  if (idCount === 0) return;
  const message = `Of ${count(idCount, 'song')} only the id is known. A song is ranked by its name and artist: sign in with ssrm login so that it can be looked up, or give a playlist or export with names, or lines such as "Artist - Title".`;
  if (namedCount === 0) throw new CliError(message);
  output.warn(message);
}
