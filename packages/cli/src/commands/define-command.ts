import { Argument, Command } from 'commander';
import { type OptionGroup, type OutputFlags, type SpotifyFlags, withOutput } from '../options/groups.ts';
import { Output } from '../terminal/output.ts';
import { addBelowHelp, type Examples, exampleLines } from './help-text.ts';

/** What a command works with; the output is set once its flags are known. */
export interface Session {
  output: Output;
  readonly signal: AbortSignal;
}

/** A command as data: heavy modules are imported by `run`, so that `--help` starts at once. */
export interface CommandDefinition<Flags> {
  readonly name: string;
  readonly summary: string;
  /** Arguments: in commander's notation with a description, or as it has them. */
  readonly parameters?: readonly (Argument | readonly [notation: string, description: string])[];
  readonly options: readonly OptionGroup[];
  readonly examples: Examples;
  run(flags: Flags, session: Session, parameters: readonly unknown[]): Promise<void>;
}

/** The commander command of a definition. */
export function defineCommand<Flags>(session: Session, definition: CommandDefinition<Flags>): Command {
  const command = new Command(definition.name).summary(definition.summary).description(definition.summary);
  for (const parameter of definition.parameters ?? []) {
    command.addArgument(parameter instanceof Argument ? parameter : new Argument(...parameter));
  }
  for (const group of [...definition.options, withOutput]) group(command);
  addBelowHelp(command, `\nExamples:\n${exampleLines(definition.examples)}`);
  return command.action(async (...received: unknown[]) => {
    const flags = command.opts<OutputFlags & SpotifyFlags>();
    session.output = new Output({ json: flags.json ?? false, quiet: flags.quiet ?? false });
    session.output.hide(flags.token);
    session.output.hide(flags.clientSecret);
    await definition.run(flags as Flags, session, received.slice(0, -2));
  });
}
