import { type Command, Option } from 'commander';
import { type OptionGroup, withFolder, withSpotify } from '../../options/groups.ts';
import { collectText, numberParser } from '../../options/parsers.ts';
import { defineCommand, type Session } from '../define-command.ts';
import type { RecommendFlags } from './flags.ts';

const withRecommend: OptionGroup = (command) => {
  const options = [
    new Option('--limit <songs>', 'how many songs')
      .argParser(numberParser({ integer: true, minimum: 1, maximum: 500 }))
      .default(20),
    new Option('--discovery <share>', '0: only artists you play; 0.5: as scored; 1: only artists new to you')
      .argParser(numberParser({ minimum: 0, maximum: 1 }))
      .default(0.5),
    new Option(
      '--offline',
      'choose from what many people keep, built in, without asking Spotify; so it is without a sign-in',
    ),
    new Option('--from <link>', 'choose from this playlist or album only (may be repeated)').argParser(
      collectText,
    ),
    new Option('--rediscover', 'also songs you saved that are not in your top lists'),
    new Option('--from-export <path>', 'leave out everything in this data export too'),
    new Option(
      '--exclude-artist <name>',
      'never recommend this artist (may be repeated); what you heard still counts as known',
    ).argParser(collectText),
    new Option(
      '--exclude-playlist <link>',
      'never recommend the songs of this playlist of yours (may be repeated)',
    ).argParser(collectText),
    new Option('--create-playlist <name>', 'put the songs into your private playlist of this name'),
    new Option('--budget <requests>', 'ask Spotify at most this often')
      .argParser(numberParser({ integer: true, minimum: 10, maximum: 10_000 }))
      .default(100),
    new Option('--seed <number>', 'another seed searches other places')
      .argParser(numberParser({ integer: true, minimum: 0, maximum: 4_294_967_295 }))
      .default(42),
  ];
  for (const option of options) command.addOption(option.helpGroup('Recommendation:'));
  return command;
};

/** `ssrm recommend`. */
export function recommendCommand(session: Session): Command {
  return defineCommand<RecommendFlags>(session, {
    name: 'recommend',
    summary: 'find songs you do not know yet and will like, and say why',
    options: [withRecommend, withSpotify, withFolder],
    examples: [
      ['ssrm recommend', '20 songs, after ssrm run'],
      ['ssrm recommend --offline --discovery 1', 'by artists new to you, without asking Spotify'],
      [
        'ssrm recommend --discovery 0.8 --create-playlist "New for me"',
        'mostly new artists; made once, however often you run it',
      ],
      ['ssrm recommend --from https://open.spotify.com/playlist/…', 'the best of a playlist'],
    ],
    async run(flags, { output, signal }) {
      const { runRecommend } = await import('./recommend.ts');
      await runRecommend(flags, { output, signal });
    },
  });
}
