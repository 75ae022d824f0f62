import { join } from 'node:path';
import envPaths from 'env-paths';

/** Files of the person that are not in an output folder: settings in the system's place for them, and its cache. */
export interface PersonalFiles {
  /** Tokens of the sign-in, mode 0600. */
  readonly session: string;
  /** Which app signed in, mode 0600. */
  readonly app: string;
  /** Answers of Spotify that an interrupted run need not fetch again. */
  readonly fetched: string;
  /** What `--fill` has looked up, in a folder of its own. */
  readonly lookUps: string;
  /** A folder: how far catalogues were scored, where a command was interrupted. */
  readonly catalogues: string;
}

/** Where they are on this system. */
export function personalFiles(): PersonalFiles {
  const { config, cache } = envPaths('ssrm', { suffix: '' });
  return {
    session: join(config, 'session.json'),
    app: join(config, 'app.json'),
    fetched: join(cache, 'fetched'),
    lookUps: join(cache, 'looked-up', 'tracks.jsonl'),
    catalogues: join(cache, 'catalogues'),
  };
}
