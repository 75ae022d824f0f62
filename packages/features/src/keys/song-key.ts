import type { Track } from '../track.ts';
import { artistKey } from './artist-key.ts';
import { foldText } from './fold-text.ts';

/** Remarks behind a title that do not make it another recording. Live, acoustic, demo, remix, edit and new recordings do, and stay. */
const sameRecording = [
  '(?:original |lp )?album version(?:,? (?:explicit|clean))?',
  'original (?:mix|version)',
  'bonus track(?: version)?',
  '(?:explicit|clean)(?: version| album version)?',
  '(?:(?:mono|stereo)(?: version| mix)?[ /;,]+)?(?:\\d{4} )?(?:[-–] )?(?:digital(?:ly)? |mono |stereo )?remaster(?:ed)?(?: in)?(?: \\d{4})?(?: (?:album )?(?:version|edition|track|mix|mono|stereo))?(?: \\d{4})?(?: ?[/;,] ?(?:mono|stereo))?',
  'official (?:music |lyrics? |hd |4k )*(?:video|audio|visuali[sz]er)(?: hd| 4k)?',
].join('|');
const bracketedRemark = new RegExp(`\\s*(?:\\((?:${sameRecording})\\)|\\[(?:${sameRecording})\\])`, 'gi');
const trailingRemark = new RegExp(`(?<=\\S)\\s+[-–—]\\s+(?:${sameRecording})\\s*$`, 'i');
const guests = /(?<=\S)\s*(?:\(with\s[^()]+\)|\[with\s[^[\]]+\])/gi;

/**
 * One text for one song, whatever its id: title and first artist (see {@link artistKey}).
 *
 * Beyond {@link foldText} (case, accents, punctuation, guests, `- Remastered 2011`), these make no difference in the title: guests as `(with …)`, `Pt.` for
 * `Part`, and remarks that do not make it another recording (`- Album Version`, `- Mono / Remastered`, `(Explicit)`, `[Official Video]`).
 * Live, acoustic, demo, remix, edit and re-recorded versions are songs of their own. Songs without an artist are told apart by title alone.
 */
export function songKey({ name, artistName }: Pick<Track, 'name' | 'artistName'>): string {
  return `${artistKey(artistName ?? '')}\n${titleKey(name)}`;
}

function titleKey(title: string): string {
  const hasRemarks = /[([–—-]/.test(title);
  let plain = hasRemarks ? title.replace(guests, '').replace(bracketedRemark, '') : title;
  for (let last = hasRemarks ? '' : plain; last !== plain; ) {
    last = plain;
    plain = plain.replace(trailingRemark, '');
  }
  return (foldText(plain.trim() === '' ? title : plain) || title).replace(/\bpt (?=\w)/g, 'part ');
}
