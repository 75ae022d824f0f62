import { parentPort } from 'node:worker_threads';
import { type ArtistsToLayOut, layOutArtists } from './lay-out-artists.ts';

// A thread of its own: with many artists it takes a second, in which the rest of the report is made beside it.
parentPort?.once('message', (artists: ArtistsToLayOut) => {
  parentPort?.postMessage(layOutArtists(artists));
});
