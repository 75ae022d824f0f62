import type { Command } from 'commander';

/** Command lines worth trying, each with what it does. */
export type Examples = readonly (readonly [line: string, purpose: string])[];

/** Two lines for each. */
export function exampleLines(examples: Examples): string {
  return examples.map(([line, purpose]) => `  $ ${line}\n      ${purpose}`).join('\n');
}

/** Adds text below a command's help; its lines are broken between words where the terminal ends, and keep their indentation. */
export function addBelowHelp(command: Command, text: string): void {
  command.addHelpText('after', () => {
    const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
    const help = Object.assign(command.createHelp(), { minWidthToWrap: 0 });
    return text
      .split('\n')
      .map((line) => {
        const indent = line.slice(0, line.search(/\S|$/));
        const lines = help.boxWrap(line.trimStart(), width - indent.length).split('\n');
        return lines.map((each) => indent + each).join('\n');
      })
      .join('\n');
  });
}
