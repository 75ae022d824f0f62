import { createDice, type WorldTrack } from '../../world/index.ts';
import type { Json } from '../json.ts';
import type { RouteContext } from '../route.ts';

/** Draws that are always the same for the same id. */
function diceOf(id: string): ReturnType<typeof createDice> {
  let seed = 0;
  for (const letter of id) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0;
  return createDice(seed);
}

const share = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(3));

/** Invented features: tracks of one style sound alike. */
export function audioFeatures({ apiUrl }: RouteContext, { id, durationMs, style }: WorldTrack): Json {
  const [own, ofStyle] = [diceOf(id), diceOf(style)];
  const near = (): number => share(ofStyle.unit() + 0.1 * own.normal());
  return {
    danceability: near(),
    energy: near(),
    key: own.whole(0, 11),
    loudness: -3 - 20 * near(),
    mode: own.whole(0, 1),
    speechiness: near(),
    acousticness: near(),
    instrumentalness: near(),
    liveness: near(),
    valence: near(),
    tempo: 70 + 110 * near(),
    type: 'audio_features',
    id,
    uri: `spotify:track:${id}`,
    track_href: `${apiUrl}/tracks/${id}`,
    analysis_url: `${apiUrl}/audio-analysis/${id}`,
    duration_ms: durationMs,
    time_signature: own.pick([3, 4, 4, 4]),
  };
}

/** Intervals of equal length that fill the track. */
function intervals(seconds: number, length: number, more: () => Json = () => ({})): Json[] {
  return Array.from({ length: Math.floor(seconds / length) }, (_, index) => ({
    start: index * length,
    duration: length,
    confidence: 0.5,
    ...more(),
  }));
}

/** An invented analysis with the tempo of the features. */
export function audioAnalysis(context: RouteContext, track: WorldTrack): Json {
  const { tempo, key, mode, time_signature, loudness } = audioFeatures(context, track);
  const about = { tempo, key, mode, time_signature, loudness };
  const sure = {
    tempo_confidence: 0.5,
    key_confidence: 0.5,
    mode_confidence: 0.5,
    time_signature_confidence: 0.5,
  };
  const seconds = track.durationMs / 1000;
  const beat = 60 / (tempo as number);
  const dice = diceOf(track.id);
  const twelve = (): number[] => Array.from({ length: 12 }, () => share(dice.unit()));
  return {
    meta: { analyzer_version: '4.0.0', platform: 'Linux', status_code: 0, detailed_status: 'OK' },
    track: { num_samples: Math.round(seconds * 22_050), duration: seconds, ...about, ...sure },
    bars: intervals(seconds, beat * (time_signature as number)),
    beats: intervals(seconds, beat),
    tatums: intervals(seconds, beat / 2),
    sections: intervals(seconds, 30, () => ({ ...about, ...sure })),
    segments: intervals(seconds, 2, () => ({
      loudness_start: -20,
      loudness_max: -5,
      loudness_max_time: 0.1,
      loudness_end: 0,
      pitches: twelve(),
      timbre: twelve(),
    })),
  };
}
