import { remembering } from '../remembering.ts';
import { foldText } from './fold-text.ts';

/**
 * One text for one artist, however a source writes the name: two names mean the same artist if their keys are equal.
 *
 * Beyond {@link foldText} (case, accents, punctuation, `&`, guests after `feat.`), these make no difference: `The` in front or, after a comma, behind
 * (`The Beatles`, `Beatles, The`); dots and spaces between initials (`R.E.M.`, `J. J. Cale`); ` + ` for `and`; `$` for `s` and `!` for `i` in a word (`Ke$ha`,
 * `P!nk`). Other words are told apart by where they begin (`Just-Ice`, `Justice`). Different artists of one name have one key.
 *
 * @returns Empty only if the name has nothing visible.
 */
export function artistKey(name: string): string {
  return keyOf(name);
}

const keyOf = remembering(makeKey);

function makeKey(name: string): string {
  const spelled = name
    .replace(/^(.*\S)\s*,\s*the\s*$/i, 'the $1')
    .replace(/(?<=\s)\+(?=\s)/g, '&')
    .replace(/\$(?=\p{L})|(?<=\p{L})\$/gu, 's')
    .replace(/(?<=\p{L})!(?=\p{L})/gu, 'i');
  const folded = foldText(spelled);
  return joinInitials(folded.replace(/^the (?=.)/, ''));
}

/** Three initials and more, or two in front of a name, as one word: two alone are rather a name of two words (`M O`). */
function joinInitials(name: string): string {
  return name.replace(/(?<!\S)(?:\p{L}(?: \p{L}){2,}(?!\S)|\p{L} \p{L}(?= \S\S))/gu, (initials) =>
    initials.replaceAll(' ', ''),
  );
}
