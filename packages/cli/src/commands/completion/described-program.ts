import type { Command } from 'commander';

/** A flag as completion needs it. */
export interface DescribedFlag {
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The values to choose from; empty where any text goes. */
  readonly choices: readonly string[];
}

/** A command as completion needs it. */
export interface DescribedCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly DescribedFlag[];
}

/** The commands of a program with their flags. */
export function describeProgram(program: Command): readonly DescribedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    description: command.summary(),
    flags: command.options.map((option) => ({
      flag: option.long ?? option.flags,
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    })),
  }));
}
