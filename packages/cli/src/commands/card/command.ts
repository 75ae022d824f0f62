import { Argument, type Command } from 'commander';
import { withFolder } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';
import type { CardFlags } from './card.ts';
import { CARD_PARTS, type CardPartName } from './card-parts.ts';

/** `ssrm card PARTS…`. */
export function cardCommand(session: Session): Command {
  return defineCommand<CardFlags>(session, {
    name: 'card',
    summary: 'draw a card of your music to show to others, with the parts that you name and nothing else',
    parameters: [new Argument('<parts...>', 'what it shows').choices(CARD_PARTS)],
    options: [withFolder, (command) => command.option('--title <text>', 'what stands above', 'My music')],
    examples: [
      ['ssrm card artists styles', 'as card/post.png (1200 × 630), card/story.png (1080 × 1920), and as SVG'],
      ['ssrm card numbers --title "A year of Ada"', 'counts alone, without a name of what you play'],
    ],
    async run(flags, { output, signal }, [parts]) {
      const { drawCards } = await import('./card.ts');
      await drawCards(parts as CardPartName[], flags, { output, signal });
    },
  });
}
