import { artistKey, createRandom } from '@ssrm/features';
import type { Candidate, FuturePerson, Play } from './future-people.ts';

/** Somebody at a moment: what they had played, and songs with what became of them. */
export interface Question {
  readonly person: number;
  /** Share of the past that had been played; 1 for the questions of the data folder itself. */
  readonly cut: number;
  readonly plays: readonly Play[];
  readonly candidates: readonly Candidate[];
}

/** Heard so long, a song counts as heard to the end; stopped between the other two, as skipped. Milliseconds, of the protocol. */
const HEARD = 90_000;
const SKIPPED = { from: 1_000, to: 30_000 };

const CUTS = [0.4, 0.5, 0.6, 0.7, 0.8];
const SPAN = 0.2;
const FEWEST_PLAYS = 500;
const FEWEST_KEPT = 15;
const MOST = 200;
const OTHERS = 400;

/** Questions like those of the data folder at earlier moments: what was first heard in the fifth after it, and what others had kept. */
export function pastCuts(people: readonly FuturePerson[], seed: number): Question[] {
  const random = createRandom(seed);
  const kept = people.map(({ past }) => [
    ...new Map(past.filter(isHeard).map((play) => [play.key, play])).values(),
  ]);
  return people.flatMap(({ past }, person) => {
    const everHeard = new Set(past.map(({ key }) => key));
    return CUTS.flatMap((cut) => {
      const plays = past.slice(0, Math.floor(past.length * cut));
      const later = past.slice(plays.length, Math.floor(past.length * (cut + SPAN)));
      const own = outcomes(plays, later);
      if (plays.length < FEWEST_PLAYS || own.kept.length < FEWEST_KEPT) return [];
      const others: Play[] = [];
      while (others.length < OTHERS) {
        const other = Math.floor(random() * people.length);
        const songs = kept[other] as Play[];
        const song = songs[Math.floor(random() * songs.length)] as Play;
        if (other !== person && !everHeard.has(song.key)) others.push(song);
      }
      const known = new Set(plays.filter(isHeard).map(({ artistName }) => artistKey(artistName ?? '')));
      const candidatesOf = (songs: readonly Play[], label: Candidate['label']): Candidate[] =>
        songs.map(({ name, artistName }) => ({
          name,
          artistName,
          label,
          isArtistKnown: known.has(artistKey(artistName ?? '')),
        }));
      const candidates = [
        ...candidatesOf(sample(own.kept, MOST, random), 'kept'),
        ...candidatesOf(sample(own.skipped, MOST, random), 'skipped'),
        ...candidatesOf(others, 'other'),
      ];
      return [{ person, cut, plays, candidates }];
    });
  });
}

/** The questions of the data folder. */
export function finalQuestions(people: readonly FuturePerson[]): Question[] {
  return people.map(({ past, candidates }, person) => ({ person, cut: 1, plays: past, candidates }));
}

function outcomes(before: readonly Play[], later: readonly Play[]): { kept: Play[]; skipped: Play[] } {
  const heardBefore = new Set(before.map(({ key }) => key));
  const byKey = new Map<string, { play: Play; heard: number; isSkipped: boolean }>();
  for (const play of later) {
    if (heardBefore.has(play.key)) continue;
    const song = byKey.get(play.key) ?? { play, heard: 0, isSkipped: false };
    byKey.set(play.key, song);
    if (isHeard(play)) song.heard++;
    else if (play.msPlayed >= SKIPPED.from && play.msPlayed < SKIPPED.to) song.isSkipped = true;
  }
  const songs = [...byKey.values()];
  return {
    kept: songs.filter(({ heard }) => heard >= 2).map(({ play }) => play),
    skipped: songs.filter(({ heard, isSkipped }) => heard === 0 && isSkipped).map(({ play }) => play),
  };
}

function isHeard({ msPlayed }: Play): boolean {
  return msPlayed >= HEARD;
}

function sample<Item>(items: readonly Item[], count: number, random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, order: random() }));
  return keyed
    .sort((left, right) => left.order - right.order)
    .slice(0, count)
    .map(({ item }) => item);
}
