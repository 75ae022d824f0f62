import type { TasteModel } from '@ssrm/model';
import { scoreEncoded } from '../../catalogue/encoded-catalogue.ts';
import { openDuckDb } from '../../catalogue/open-duckdb.ts';
import { openCatalogue } from '../../catalogue/read-catalogue.ts';
import { scoreCatalogue } from '../../catalogue/score-catalogue.ts';
import type { KnownMusic } from '../../songs/known-music.ts';
import type { SongLists } from '../../songs/read-song-lists.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The songs of a catalogue that a model scores highest, as a list of the catalogue's name. */
export async function bestOfCatalogue(
  file: string,
  model: TasteModel,
  options: { readonly top: number; readonly known: KnownMusic; readonly encoded?: string | undefined },
  context: StageContext,
): Promise<SongLists> {
  const { top, known, encoded } = options;
  using database = await openDuckDb();
  const catalogue = await openCatalogue(file, database.connection);
  const { rows, best } =
    encoded === undefined
      ? await scoreCatalogue(catalogue, model, { top, known: known.songs }, context)
      : await scoreEncoded(
          encoded,
          catalogue,
          model,
          { top, known: known.songs, connection: await database.connect() },
          context,
        );
  const rejected = await catalogue.countRejected();
  if (rejected > 0) {
    context.output.warn(
      `${count(rejected, 'line')} of ${catalogue.name} could not be read and are left out.`,
    );
  }
  return { tracks: best.map(({ track }) => track), sources: [{ name: catalogue.name, songCount: rows }] };
}
