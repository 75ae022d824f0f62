import type { Matrix } from '@ssrm/features';
import { ListenerProfile } from '../../src/world/listener-profile.ts';
import { loadWorld } from '../../src/world/world.ts';
import { WorldColumns } from '../../src/world/world-columns.ts';
import { acquaintanceOf } from '../../src/world/world-encoder.ts';
import type { Acquaintance } from '../../src/world/world-ranker.ts';
import type { Play } from './future-people.ts';
import { heardSongs } from './heard-songs.ts';
import type { Question } from './past-cuts.ts';

/** A question with what is known of its candidates. */
export interface QuestionColumns extends Question {
  readonly names: readonly string[];
  readonly columns: Matrix;
  readonly acquaintances: readonly Acquaintance[];
}

/** The columns of a question's candidates beside its plays, or beside those of somebody else. */
export async function questionColumns(
  question: Question,
  plays: readonly Play[] = question.plays,
): Promise<QuestionColumns> {
  const profile = new ListenerProfile(heardSongs(plays), await loadWorld());
  const columns = new WorldColumns(profile);
  const acquaintances = question.candidates.map((song) => acquaintanceOf(profile, song));
  return { ...question, names: columns.names, columns: columns.of(question.candidates), acquaintances };
}
