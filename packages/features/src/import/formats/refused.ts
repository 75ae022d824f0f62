import type { FileHead } from '../files/file-head.ts';
import type { RefusedKind } from './format.ts';

const startsWith =
  (...start: readonly number[]) =>
  ({ bytes }: FileHead): boolean =>
    start.every((byte, index) => bytes[index] === byte);

const again = 'download it again';

/** Files that are known and not read, each with what to do; those further up are asked first. */
export const REFUSED_KINDS: readonly RefusedKind[] = [
  {
    what: 'an empty file',
    looksLike: ({ kind }) => kind === 'empty',
    advice: `${again}, or copy it again from where it is complete`,
  },
  {
    what: 'a pointer of Git LFS, which stands for the file',
    looksLike: ({ text }) => text.startsWith('version https://git-lfs.github.com/spec/'),
    advice: 'fetch the file itself with "git lfs pull", or download it again',
  },
  {
    what: 'a web page',
    looksLike: ({ text }) => /^<(?:!doctype html|html|head)\b/i.test(text),
    advice:
      'download the data as JSON or CSV (Google Takeout: choose JSON for "History"; a page of a sign-in means that the download failed)',
  },
  {
    what: 'a library of iTunes or Apple Music (XML)',
    looksLike: ({ text }) => text.startsWith('<?xml') && text.includes('<plist'),
    advice:
      'in Apple Music choose File > Library > Export Playlist as plain text and use that file, or request "Apple Music Activity" at privacy.apple.com',
  },
  { what: 'a PDF document', looksLike: startsWith(0x25, 0x50, 0x44, 0x46) },
  {
    what: 'a picture',
    looksLike: (head) =>
      startsWith(0x89, 0x50, 0x4e, 0x47)(head) ||
      startsWith(0xff, 0xd8, 0xff)(head) ||
      startsWith(0x47, 0x49, 0x46, 0x38)(head),
  },
  {
    what: 'an old Excel workbook or Office document',
    looksLike: startsWith(0xd0, 0xcf, 0x11, 0xe0),
    advice: 'open it and save its sheet as "CSV UTF-8", then use that file',
  },
  {
    what: 'an archive of 7-Zip',
    looksLike: startsWith(0x37, 0x7a, 0xbc, 0xaf),
    advice: 'unpack it and use what is in it',
  },
  {
    what: 'a RAR archive',
    looksLike: startsWith(0x52, 0x61, 0x72, 0x21),
    advice: 'unpack it and use what is in it',
  },
  {
    what: 'a tar archive',
    looksLike: ({ bytes }) => new TextDecoder('latin1').decode(bytes.subarray(257, 262)) === 'ustar',
    advice: 'unpack it and use what is in it',
  },
  {
    what: 'music or a video',
    looksLike: (head) =>
      startsWith(0x49, 0x44, 0x33)(head) ||
      startsWith(0x4f, 0x67, 0x67, 0x53)(head) ||
      startsWith(0x66, 0x4c, 0x61, 0x43)(head),
  },
  { what: 'a binary file', looksLike: ({ kind }) => kind === 'binary' },
  {
    what: "what Spotify's data have beside the listening",
    looksLike: ({ name, kind }) =>
      kind === 'json' &&
      /(?:^|\/)(?:Userdata|Payments|Follow|Inferences|Identity|Identifiers|SearchQueries|DuoNewFamily|Marquee|MessageData|CarThing|Wrapped\w*|YourSoundCapsule|Read_?Me\w*)[^/]*\.json$/i.test(
        name,
      ),
  },
  { what: 'JSON without songs or plays', looksLike: ({ kind }) => kind === 'json', isCertain: false },
  { what: 'text without columns of songs', looksLike: ({ kind }) => kind === 'text', isCertain: false },
];
