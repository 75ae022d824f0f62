import type { DescribedCommand, DescribedFlag } from './described-program.ts';

/** Completion for fish, with descriptions. */
export function fishCompletion(commands: readonly DescribedCommand[]): string {
  const names = commands.map(
    ({ name, description }) =>
      `complete -c ssrm -n __fish_use_subcommand -f -a ${name} -d ${quote(description)}`,
  );
  const flags = commands.flatMap(({ name, flags }) => flags.map((flag) => flagLine(name, flag)));
  return `# ssrm completion for fish: ssrm completion fish > ~/.config/fish/completions/ssrm.fish
${[...names, ...flags].join('\n')}
`;
}

function flagLine(command: string, { flag, description, takesValue, choices }: DescribedFlag): string {
  const condition = quote(`__fish_seen_subcommand_from ${command}`);
  const value = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
  return `complete -c ssrm -n ${condition} -l ${flag.slice(2)}${value} -d ${quote(description)}`;
}

function quote(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
