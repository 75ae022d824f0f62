import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { decodeText } from './decode-text.ts';

/** Environment variables that the command reads; an empty one counts as not set. */
const ENVIRONMENT_VARIABLES = [
  'SPOTIFY_TOKEN',
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SSRM_API_URL',
  'SSRM_ACCOUNTS_URL',
] as const;

/** Reads `.env` of the working folder; variables that are set already win over it. */
export function readEnvironmentFile(file = '.env'): void {
  for (const name of ENVIRONMENT_VARIABLES) if (process.env[name] === '') delete process.env[name];
  if (existsSync(file)) {
    // Not by process.loadEnvFile, which takes a byte order mark for a part of the first name.
    for (const [name, value] of Object.entries(parseEnv(decodeText(readFileSync(file)))))
      process.env[name] ??= value;
  }
  for (const name of ENVIRONMENT_VARIABLES) if (process.env[name] === '') delete process.env[name];
}
