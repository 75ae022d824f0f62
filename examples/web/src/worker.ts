import type { Track } from '@ssrm/features';
import type { TasteModel } from '@ssrm/model';
import { type LearnedTaste, learnTaste } from './learn-taste.ts';
import type { Reply, Request, SongScore } from './messages.ts';
import { songsFromText } from './songs-from-text.ts';

let learned: LearnedTaste | undefined;

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  try {
    if (data.kind === 'learn') {
      learned = await learnTaste(data.files, {
        onRead: ({ bytesRead, bytesTotal, rowsRead }) =>
          reply({ kind: 'reading', share: bytesRead / bytesTotal, rowsRead }),
        onTrain: (share, loss) => reply({ kind: 'training', share, loss }),
      });
      reply({ kind: 'learned', taste: learned.taste });
    } else if (learned !== undefined) {
      reply({ kind: 'scored', scores: await scoreSongs(learned.model, songsFromText(data.text)) });
    }
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

async function scoreSongs(model: TasteModel, tracks: readonly Track[]): Promise<SongScore[]> {
  const scores: SongScore[] = [];
  for (const track of tracks) {
    const { score, summary } = await model.explain(track);
    scores.push({ track, score, reason: summary });
  }
  return scores.sort((left, right) => right.score - left.score);
}

function reply(message: Reply): void {
  postMessage(message);
}
