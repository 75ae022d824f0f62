import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { portraitOf, SsrmError } from '@ssrm/features';
import { stylesOverTime } from '@ssrm/model';
import { CARD_FORMATS, type Card, type CardFormat, drawCard } from '../../charts/share-card.ts';
import { svgToPng } from '../../charts/svg-to-png.ts';
import type { FolderFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readHistory } from '../../run-folder/dataset.ts';
import { RUN_FILES } from '../../run-folder/files.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { type CardPartName, cardParts, monthInWords } from './card-parts.ts';

export interface CardFlags extends FolderFlags {
  readonly title: string;
}

/** Letters that Inter has; others are empty boxes in the PNG, for which no other font is at hand. */
const DRAWABLE =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** The command `ssrm card`: what the person chose, drawn on this machine. */
export async function drawCards(
  names: readonly CardPartName[],
  { out, title }: CardFlags,
  context: StageContext,
): Promise<void> {
  const folder = await RunFolder.open(out, 'card');
  const history = await readHistory(folder);
  const portrait = history === undefined ? null : portraitOf(history);
  if (history === undefined || portrait === null) {
    throw new SsrmError(
      `A card is drawn from when you heard what, which ${join(out, RUN_FILES.history.path)} would say. Make it of your export: ssrm run --from-export PATH`,
      { code: 'invalid-argument' },
    );
  }
  const card: Card = {
    title,
    subtitle: `${monthInWords(portrait.from)} to ${monthInWords(portrait.to)}`,
    parts: cardParts(names, portrait, await stylesOverTime(history)),
  };
  const files = await folder.change(context, async (changes) => {
    const cards = await changes.folder('card');
    for (const format of Object.keys(CARD_FORMATS) as CardFormat[]) {
      const svg = drawCard(card, format);
      await writeFile(join(cards, `${format}.svg`), svg);
      await writeFile(join(cards, `${format}.png`), await svgToPng(svg, 1));
    }
  });
  const words = card.parts.flatMap(({ lines }) => lines.slice(0, 5).map(({ text }) => text));
  const missing = [title, ...words].find((text) => !DRAWABLE.test(text));
  if (missing !== undefined) {
    context.output.warn(
      `The PNG files cannot draw every letter of "${missing}". Open the SVG in a browser and take a picture of it.`,
    );
  }
  showFiles(context.output, files);
  context.output.resultJson({ command: 'card', files });
}
