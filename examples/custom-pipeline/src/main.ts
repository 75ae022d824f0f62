import { readFile } from 'node:fs/promises';
import { scoreByRank, tracksFromCsv } from '@ssrm/features';
import { learn } from './custom-pipeline.ts';

const [topSongs = '../score-songs/data/top-songs.csv'] = process.argv.slice(2);
const tracks = tracksFromCsv(await readFile(topSongs, 'utf8')).rows.map(({ track }) => track);
const model = await learn(scoreByRank(tracks));
console.log(
  `${model.columns.length} columns, loss ${model.lastLoss.toFixed(4)}: ${model.columns.join(', ')}`,
);
const scores = await model.score(tracks.slice(0, 5));
for (const [index, score] of scores.entries()) {
  console.log(
    `${(score * 100).toFixed(1).padStart(5)} %  ${tracks[index]?.name} – ${tracks[index]?.artistName}`,
  );
}
