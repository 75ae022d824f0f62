import type { DescribedCommand } from './described-program.ts';

/** Completion for PowerShell: commands, their flags, and the values of a flag. */
export function powershellCompletion(commands: readonly DescribedCommand[]): string {
  const flags = commands.map(
    ({ name, flags }) => `    ${quote(name)} = @(${flags.map(({ flag }) => quote(flag)).join(', ')})`,
  );
  const choices = new Map(
    commands.flatMap((command) =>
      command.flags
        .filter((flag) => flag.choices.length > 0)
        .map((flag): [string, string] => [flag.flag, flag.choices.map(quote).join(', ')]),
    ),
  );
  const choiceLines = Array.from(choices, ([flag, values]) => `    ${quote(flag)} = @(${values})`);
  return `# ssrm completion for PowerShell: ssrm completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName ssrm -ScriptBlock {
  param($word, $ast, $position)
  $flags = @{
${flags.join('\n')}
  }
  $choices = @{
${choiceLines.join('\n')}
  }
  $words = @($ast.CommandElements | ForEach-Object { $_.ToString() } | Where-Object { $_ -ne $word })
  $previous = $words[-1]
  if ($choices.ContainsKey($previous)) { $offers = $choices[$previous] }
  elseif ($words.Count -lt 2) { $offers = $flags.Keys | Sort-Object }
  else { $offers = $flags[$words[1]] }
  $offers | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
