import { readFileSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { UsageError } from '../errors/cli-error.ts';
import { decodeText } from './decode-text.ts';

/** Settings of a folder, with the names that the flags have: `{ "n-epochs": 1000 }`. */
const CONFIG_FILE = 'ssrm.config.json';

const secrets = ['token', 'client-secret'];

/**
 * Gives the values of `ssrm.config.json` to every command that has a flag of that name.
 * Flags and environment variables win over them.
 *
 * @throws {@link UsageError} if the file is no JSON object, names an unknown flag, or holds a secret.
 */
export function applyConfigFile(program: Command, file: string = CONFIG_FILE): void {
  const settings = readSettings(file);
  if (settings === undefined) return;
  for (const [name, value] of Object.entries(settings)) applySetting(program, file, name, value);
}

function readSettings(file: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = decodeText(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new UsageError(`${file} must hold one object, such as { "n-epochs": 1000 }.`);
  }
  return settings as Record<string, unknown>;
}

function applySetting(program: Command, file: string, name: string, value: unknown): void {
  if (secrets.includes(name)) {
    throw new UsageError(
      `${file} must not hold "${name}": such files are shared easily. Use ssrm login, or put it into .env.`,
    );
  }
  const owners = program.commands.flatMap((command) => {
    const option = command.options.find((candidate) => candidate.long === `--${name}`);
    return option === undefined ? [] : [{ command, option }];
  });
  if (owners.length === 0) {
    throw new UsageError(`${file} sets "${name}", which is no flag. Use a flag's name without its dashes.`);
  }
  for (const { command, option } of owners) {
    command.setOptionValueWithSource(option.attributeName(), settingValue(option, file, value), 'config');
  }
}

function settingValue(option: Option, file: string, value: unknown): unknown {
  const name = option.long?.slice(2) ?? option.name();
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value;
    throw new UsageError(`${file}: "${name}" must be true or false.`);
  }
  const parts = Array.isArray(value) ? value : [value];
  if (!parts.every((part) => typeof part === 'string' || typeof part === 'number')) {
    throw new UsageError(`${file}: "${name}" must be a text or a number.`);
  }
  try {
    return parts.reduce<unknown>(
      (previous, part) =>
        option.parseArg === undefined ? String(part) : option.parseArg(String(part), previous),
      undefined,
    );
  } catch (error) {
    throw new UsageError(`${file}: "${name}" is ${JSON.stringify(value)}. ${(error as Error).message}`);
  }
}
