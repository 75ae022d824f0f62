/** What Windows-1252 has at 0x80…0x9F; the other code points below 0x100 stand for themselves. */
const windowsCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteByCharacter = new Map(
  Array.from(windowsCharacters, (character, index) => [character, 0x80 + index]),
);
/** The beginning of a character of two to four UTF-8 bytes, read one by one. */
const suspicious = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/**
 * The text as it was before its UTF-8 bytes were taken for Windows-1252 or Latin-1 and written as UTF-8 again: `BeyoncÃ©` → `Beyoncé`. A
 * text that is no such thing as a whole stays as it is.
 */
export function repairText(text: string): string {
  if (!suspicious.test(text)) return text;
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const byte = byteByCharacter.get(character) ?? code;
    if (byte > 0xff) return text;
    bytes.push(byte);
  }
  try {
    return repairText(new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes)));
  } catch {
    return text;
  }
}
