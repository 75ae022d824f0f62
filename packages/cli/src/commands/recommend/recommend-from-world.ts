import { artistKey, type Track } from '@ssrm/features';
import { discoverSongs } from '@ssrm/model';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import { predictAndExplain } from '../../predictions/explained-predictions.ts';
import { judgeOfNewSongs, type TrainedModels } from '../../presets/trained-models.ts';
import type { RunFolder } from '../../run-folder/run-folder.ts';
import { readKnownMusic } from '../../songs/known-music.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { RecommendFlags } from './flags.ts';
import type { Recommendation } from './recommendation.ts';

/**
 * Songs of the built-in world that the person does not know, with reasons; nothing is fetched.
 *
 * @throws {@link UsageError} if a flag asks for what only Spotify has.
 * @throws {@link CliError} if there is no model that can tell, or every song is known.
 */
export async function recommendFromWorld(
  folder: RunFolder,
  models: TrainedModels,
  flags: RecommendFlags,
  context: StageContext,
): Promise<Recommendation[]> {
  checkFlags(flags);
  const judge = judgeOfNewSongs(models);
  if (judge === undefined) {
    throw new CliError(
      'Preset original ranks songs among your own and cannot tell which others you would like. Sign in with ssrm login, or train taste: ssrm run --background auto.',
    );
  }
  const music = await readKnownMusic(folder, flags, context);
  const excluded = new Set((flags.excludeArtist ?? []).map(artistKey));
  const known = {
    has: (track: Track) => excluded.has(artistKey(track.artistName ?? '')) || music.songs.has(track),
    hasArtist: (name: string | null) => music.songs.hasArtist(name),
  };
  const { limit, discovery } = flags;
  const progress = context.output.progress('Choosing');
  const options = { limit, discovery, signal: context.signal };
  const found = await discoverSongs(judge, { known, plays: music.plays }, options);
  if (found.length === 0)
    throw new CliError('You know every song that is built in. Move --discovery towards 0.5.');
  const tracks = found.map(({ track }) => track);
  const explained = await predictAndExplain(tracks, models, context);
  progress.done(count(found.length, 'song'));
  return explained.map((prediction, index) => {
    const { isNewArtist, reason } = found[index] as (typeof found)[number];
    // The built-in songs have names, and no ids of Spotify.
    return { ...prediction, id: '', albumName: null, isNewArtist, reason, foundIn: 'what many people keep' };
  });
}

function checkFlags({ from, createPlaylist, rediscover, excludePlaylist, offline }: RecommendFlags): void {
  const asked = [
    [from, '--from'],
    [createPlaylist, '--create-playlist'],
    [rediscover, '--rediscover'],
    [excludePlaylist, '--exclude-playlist'],
  ].find(([value]) => value !== undefined);
  if (asked === undefined) return;
  throw new UsageError(
    offline === true
      ? `${asked[1]} asks Spotify, so it cannot be used with --offline.`
      : `${asked[1]} asks Spotify: sign in with ssrm login, or give --token.`,
  );
}
