import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { scoreByRank, tracksFromCsv } from '@ssrm/features';
import { count } from '../output/plain-text.ts';
import type { Dataset, DatasetFlags } from './create-dataset.ts';
import type { StageContext } from './stage-context.ts';

/** The dataset that the person's own files hold; nothing is fetched. */
export async function readExport(
  path: string,
  flags: DatasetFlags,
  { output }: StageContext,
): Promise<Dataset> {
  const { rows, setAside } = tracksFromCsv(await readFile(path, 'utf8'), { file: basename(path) });
  if (setAside.length > 0) output.note(`${count(setAside.length, 'row')} of ${path} could not be used.`);
  const tracks = rows.map(({ track }) => track).slice(0, flags.topLimit);
  return {
    tracks: scoreByRank(tracks),
    background: [],
    description: basename(path),
    usesSpotifyApi: false,
  };
}
