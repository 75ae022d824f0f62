/** Signs in the name of a song or album of what kind of recording it is. Applied to folded text. */
const MARKS: Readonly<Record<string, RegExp>> = {
  remaster: /remaster/u,
  live: /\blive\b|unplugged|en vivo|ao vivo|concert/u,
  remix: /\bremix|\bmix\b|\bedit\b|rework|bootleg|dub\b/u,
  version: /version|acoustic|demo|instrumental|mono|stereo|alternate|take \d/u,
  soundtrack: /soundtrack|motion picture|original score|\bost\b|music from|musical|cast record|theme|series/u,
  reissue: /deluxe|expanded|anniversary|edition|bonus/u,
  anthology: /best of|greatest|hits|collection|essential|anthology|complete|vol\b|volume/u,
  'short release': /\bep\b/u,
  single: /- single|single version|radio edit/u,
  guest: /feat\.|\bft\.|featuring|\(with /u,
  classical:
    /\bop\.|\bbwv\b|\bno\. ?\d|sonat|concert[oi]|symphon|quartet|prelud|suite|requiem|minor|major|allegro|andante|adagio|orchest|philharm|nocturne|\bkv?\. ?\d|piano|violin|string|cello|waltz|etude|aria|opus|cantat/u,
  'roman number': /\b[ivx]{2,}\b/u,
  part: /\bpart\b|\bpt\b/u,
  love: /\blove|amor\b|\bliebe|ishq|pyar/u,
  night: /night|noche|nacht/u,
  year: /\b(?:19|20)\d\d\b/u,
};

/** Frequent small words, by which a language can be told from a title. */
const LANGUAGE_WORDS: Readonly<Record<string, string>> = {
  English:
    'the a an of and to in you i my me your we it is on for with be all no not this that from love dont im are was do what when she he they our at by up out down let go know want',
  Spanish:
    'el la los las de del que y en un una mi tu te me amor por para con sin se lo es no soy yo vida corazon noche como mas al',
  Portuguese:
    'o os as da do das dos que e em um uma meu minha voce nao por pra com sem eu amor mais ao na no samba saudade',
  French:
    'le la les de des du et un une je tu il elle mon ma ton ta pour dans sur est pas ne que qui nous vous amour ce c l d j au',
  German:
    'der die das und ein eine ich du wir ist nicht mit von den dem im auf fur mein dein es zu wie so was liebe nacht bis wenn alles mehr kein',
  Italian: 'il lo la gli le di del della che e un una mi ti amore per con non io tu mio sono nel piu come',
  Dutch: 'de het een van en ik je niet op met mijn jij is dat',
  Hindi: 'ki ka ke hai tu tera teri mera meri dil mein se o re na tum hum pyar ishq jo ye yeh kya',
  Swedish: 'och jag du det en ett inte som med pa min for av den',
};

/** Names of the numbers of {@link titleMarks}, in order. */
export const TITLE_MARK_NAMES: readonly string[] = Object.keys(MARKS);

/** Names of the numbers of {@link languageShares}, in order. */
export const LANGUAGE_NAMES: readonly string[] = Object.keys(LANGUAGE_WORDS);

const markPatterns: readonly RegExp[] = Object.values(MARKS);
let languageSets: readonly ReadonlySet<string>[] | undefined;

/** 1 where the folded text has the mark, else 0, in the order of {@link TITLE_MARK_NAMES}. */
export function titleMarks(foldedText: string): number[] {
  return markPatterns.map((pattern) => Number(pattern.test(foldedText)));
}

/** Share of the words of a folded text (0…1) that are small words of each language of {@link LANGUAGE_NAMES}; 0 without words. */
export function languageShares(foldedText: string): number[] {
  languageSets ??= Object.values(LANGUAGE_WORDS).map((words) => new Set(words.split(' ')));
  const words = foldedText.match(/[a-z]+/gu) ?? [];
  return languageSets.map((set) => words.filter((word) => set.has(word)).length / Math.max(1, words.length));
}
