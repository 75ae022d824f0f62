import { Argument, Command } from 'commander';
import type { Session } from '../define-command.ts';
import { bashCompletion } from './bash.ts';
import { type DescribedCommand, describeProgram } from './described-program.ts';
import { fishCompletion } from './fish.ts';
import { powershellCompletion } from './powershell.ts';
import { zshCompletion } from './zsh.ts';

const scripts: Readonly<Record<string, (commands: readonly DescribedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** `ssrm completion SHELL`: prints a script that the shell reads at its start. */
export function completionCommand(session: Session): Command {
  const summary = 'print the script with which a shell completes ssrm by the Tab key';
  return new Command('completion')
    .summary(summary)
    .description(summary)
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText('after', '\nExamples:\n  $ eval "$(ssrm completion bash)"\n      in ~/.bashrc')
    .action((shell: string, _flags: unknown, command: Command) => {
      const describe = scripts[shell];
      const program = command.parent;
      if (describe !== undefined && program !== null) {
        session.output.result([describe(describeProgram(program)).trimEnd()]);
      }
    });
}
