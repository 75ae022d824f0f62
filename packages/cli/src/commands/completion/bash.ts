import type { DescribedCommand, DescribedFlag } from './described-program.ts';

/** Completion for bash: commands, their flags, the values of a flag, else file names. */
export function bashCompletion(commands: readonly DescribedCommand[]): string {
  const names = commands.map((command) => command.name).join(' ');
  const flags = commands.map(
    ({ name, flags }) => `    ${name}) words="${[...flags.map(({ flag }) => flag), '--help'].join(' ')}" ;;`,
  );
  return `# ssrm completion for bash: eval "$(ssrm completion bash)" in ~/.bashrc
_ssrm() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))
    return
  fi
  case "$previous" in
${choiceLines(commands)}
  esac
  case "\${COMP_WORDS[1]}" in
${flags.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _ssrm ssrm
`;
}

function choiceLines(commands: readonly DescribedCommand[]): string {
  const withChoices = new Map<string, DescribedFlag>();
  for (const flag of commands.flatMap(({ flags }) => flags)) {
    if (flag.choices.length > 0) withChoices.set(flag.flag, flag);
  }
  return Array.from(
    withChoices.values(),
    ({ flag, choices }) =>
      `    ${flag}) COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current")); return ;;`,
  ).join('\n');
}
