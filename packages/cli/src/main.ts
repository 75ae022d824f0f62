#!/usr/bin/env node
import packageJson from '../package.json' with { type: 'json' };

const words = process.argv.slice(2);
if (words.length === 1 && words[0] === '--version') {
  // Asked alone: answered before anything else is loaded.
  // biome-ignore lint/suspicious/noConsole: unlike stdout itself it overlooks a reader who has left
  console.log(packageJson.version);
} else {
  const { runCommandLine } = await import('./run-command-line.ts');
  process.exitCode = await runCommandLine(words);
}
