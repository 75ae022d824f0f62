import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { cardCommand } from './commands/card/command.ts';
import { completionCommand } from './commands/completion/command.ts';
import { createDatasetCommand } from './commands/create-dataset/command.ts';
import type { Session } from './commands/define-command.ts';
import { demoCommand } from './commands/demo/command.ts';
import { disconnectCommand } from './commands/disconnect/command.ts';
import { doctorCommand } from './commands/doctor/command.ts';
import { evaluateCommand } from './commands/evaluate/command.ts';
import { exportCommand } from './commands/export/command.ts';
import { addBelowHelp, exampleLines } from './commands/help-text.ts';
import { loginCommand } from './commands/login/command.ts';
import { logoutCommand } from './commands/logout/command.ts';
import { predictCommand } from './commands/predict/command.ts';
import { preprocessCommand } from './commands/preprocess/command.ts';
import { preprocessFewSongsCommand } from './commands/preprocess-few-songs/command.ts';
import { rankCommand } from './commands/rank/command.ts';
import { recommendCommand } from './commands/recommend/command.ts';
import { reportCommand } from './commands/report/command.ts';
import { runCommand } from './commands/run/command.ts';
import { trainCommand } from './commands/train/command.ts';
import { whoamiCommand } from './commands/whoami/command.ts';

const introduction =
  'Learns your music taste from what you listen to on Spotify, and says for any song, from 0 to 100 %, how much you will like it.';

const firstSteps = exampleLines([
  ['ssrm demo', 'everything offline, with an invented listener'],
  ['ssrm run --from-export PATH', 'your own listening, from the ZIP that Spotify sends you'],
  ['ssrm login && ssrm run', 'your own top tracks, with an app of your own'],
]);

const afterHelp = `
Start here:
${firstSteps}

How to get the ZIP: at https://www.spotify.com/account/privacy/ tick "Account data" (and "Extended streaming history", which goes back to your first play), press "Request data", and confirm in the e-mail that comes at once. Spotify sends a link within about two days (the extended history may take up to 30). Give the file to ssrm as it is.

Each flag can stand in ssrm.config.json too ({ "n-epochs": 1000 }), secrets in .env.
Exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.`;

/** The program with all its commands; wrong usage throws commander's error instead of ending the process. */
export function createProgram(session: Session): Command {
  const program = new Command('ssrm')
    .description(introduction)
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('--help', 'print what is possible')
    .helpCommand('help [command]', 'print what a command can do')
    // Narrow terminals are wrapped for too.
    .configureHelp({ minWidthToWrap: 20 });
  addBelowHelp(program, afterHelp);
  const groups: [heading: string, commands: Command[]][] = [
    ['All in one:', [runCommand(session), demoCommand(session)]],
    [
      'With a trained model:',
      [
        rankCommand(session),
        predictCommand(session),
        recommendCommand(session),
        evaluateCommand(session),
        reportCommand(session),
        cardCommand(session),
        exportCommand(session),
      ],
    ],
    [
      'Stage by stage:',
      [
        createDatasetCommand(session),
        preprocessCommand(session),
        preprocessFewSongsCommand(session),
        trainCommand(session),
      ],
    ],
    [
      'Your account:',
      [loginCommand(session), whoamiCommand(session), logoutCommand(session), disconnectCommand(session)],
    ],
    ['This command:', [doctorCommand(session), completionCommand(session)]],
  ];
  for (const [heading, commands] of groups) {
    for (const command of commands) {
      program.addCommand(command.copyInheritedSettings(program).helpGroup(heading));
    }
  }
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption('--help', 'print what is possible')
      .showHelpAfterError(
        `Run ssrm ${command === program ? '' : `${command.name()} `}--help to see what is possible.`,
      );
  }
  return program;
}
