import { existsSync, readFileSync } from 'node:fs';

const stateFile = new URL('.services.json', import.meta.url);

/** Addresses of PostgreSQL and Redis that `pnpm services:up` started; undefined where they do not run. */
export const services: { readonly postgresUrl: string; readonly redisUrl: string } | undefined = existsSync(
  stateFile,
)
  ? JSON.parse(readFileSync(stateFile, 'utf8'))
  : undefined;

/** What a skipped test is called, so that it is seen why. */
export const needsServices: string =
  services === undefined ? ' (skipped: pnpm services:up starts what it needs)' : '';
