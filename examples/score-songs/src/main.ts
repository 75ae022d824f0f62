import { readFile } from 'node:fs/promises';
import { scoreSongs } from './score-songs.ts';

const [topSongs = 'data/top-songs.csv', otherSongs = 'data/few-songs.csv'] = process.argv.slice(2);
const scores = await scoreSongs(await readFile(topSongs, 'utf8'), await readFile(otherSongs, 'utf8'));
for (const { track, score } of scores) {
  console.log(`${(score * 100).toFixed(1).padStart(5)} %  ${track.name} – ${track.artistName}`);
}
