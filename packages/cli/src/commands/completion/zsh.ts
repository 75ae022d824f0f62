import type { DescribedCommand, DescribedFlag } from './described-program.ts';

/** Completion for zsh, with descriptions. */
export function zshCompletion(commands: readonly DescribedCommand[]): string {
  const names = commands.map(({ name, description }) => `    ${quote(`${name}:${description}`)}`);
  const cases = commands.map(
    ({ name, flags }) =>
      `    ${name}) _arguments ${[...flags.map(flagSpec), quote('*:file:_files')].join(' ')} ;;`,
  );
  return `#compdef ssrm
# ssrm completion for zsh: eval "$(ssrm completion zsh)" in ~/.zshrc, after compinit
_ssrm() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _ssrm ssrm
`;
}

function flagSpec({ flag, description, takesValue, choices }: DescribedFlag): string {
  const escaped = description.replace(/[[\]:]/g, '\\$&');
  const value = choices.length > 0 ? `:value:(${choices.join(' ')})` : ':value:_files';
  return quote(`${flag}[${escaped}]${takesValue ? value : ''}`);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
