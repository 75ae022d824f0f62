import { type Command, Option } from 'commander';
import { type OptionGroup, withFolder, withSpotify } from '../../options/groups.ts';
import { numberParser, parseModelPath } from '../../options/parsers.ts';
import { defineCommand, type Session } from '../define-command.ts';
import type { RankFlags } from './ranking.ts';

const withRank: OptionGroup = (command) => {
  const options = [
    new Option('--top <songs>', 'how many songs to show')
      .argParser(numberParser({ integer: true, minimum: 1, maximum: 10_000 }))
      .default(50),
    new Option('--csv', 'print CSV instead of a table').conflicts('uris'),
    new Option(
      '--uris',
      "print Spotify URIs, a line each: copy them, click into an empty playlist in Spotify's desktop app and paste",
    ),
    new Option('--from-export <path>', 'what this data export holds counts as known too'),
    new Option(
      '--catalogue <file>',
      'a file of any size instead of lists: Parquet, CSV or NDJSON; the songs are not kept in memory',
    ),
    new Option(
      '--encoded <folder>',
      'keep the catalogue here as preset original sees it, or use it from here: then only the scoring is left',
    ),
    new Option('--create-playlist <name>', 'put the songs into your private playlist of this name'),
    new Option('--model-path <folder>', 'this saved model instead of those in --out').argParser(
      parseModelPath,
    ),
  ];
  for (const option of options) command.addOption(option.helpGroup('Ranking:'));
  return command;
};

/** `ssrm rank`. */
export function rankCommand(session: Session): Command {
  return defineCommand<RankFlags>(session, {
    name: 'rank',
    summary:
      'rank any playlist, chart or list by your taste: what to hear first, what you know, what to skip',
    parameters: [
      ['[files...]', "playlists, charts, lists, a friend's data export (CSV, JSON, ZIP), or links to songs"],
    ],
    options: [withRank, withSpotify, withFolder],
    examples: [
      ['ssrm rank charts.csv playlist.csv --top 20', 'the best 20 of two lists'],
      ['ssrm rank --catalogue tracks.parquet --top 100', 'the best 100 of millions of songs'],
      ['ssrm rank friend.zip --uris', 'lines to paste into an empty playlist in the desktop app'],
    ],
    async run(flags, { output, signal }, [files]) {
      const { runRank } = await import('./rank.ts');
      await runRank(files as readonly string[], flags, { output, signal });
    },
  });
}
