import { readFileSync } from 'node:fs';

/** What every process of one fleet must agree on. */
export interface Settings {
  readonly redisUrl: string;
  readonly postgresUrl: string;
  /** Schema in PostgreSQL and first part of every key in Redis: fleets of different names do not meet. */
  readonly namespace: string;
  readonly spotify: { readonly clientId: string; readonly token: string; readonly apiUrl: string };
  /** After so long without a sign of its worker, a job is given to another. */
  readonly lockMs: number;
  /** After so long a worker that was told to stop hands back what it has not finished. */
  readonly graceMs: number;
}

/** Addresses of Redis and PostgreSQL: from the environment, or as `pnpm services:up` left them. */
export function findServices(): Pick<Settings, 'redisUrl' | 'postgresUrl'> {
  const { REDIS_URL: redisUrl, POSTGRES_URL: postgresUrl } = process.env;
  if (redisUrl && postgresUrl) return { redisUrl, postgresUrl };
  try {
    return JSON.parse(readFileSync('../../.services.json', 'utf8'));
  } catch {
    throw new Error('Set REDIS_URL and POSTGRES_URL, or start both with pnpm services:up.');
  }
}

/** Workers get the settings through their environment: addresses hold passwords, which arguments would show. */
export const settingsVariable = 'FLEET_SETTINGS';
