import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { getCurrentUser, SpotifyError } from '@ssrm/spotify-client';
import { CliError } from '../../errors/cli-error.ts';
import { explainError } from '../../errors/explain-error.ts';
import type { FolderFlags, SpotifyFlags } from '../../options/groups.ts';
import { connectPerson } from '../../spotify/connect.ts';
import { readSignedInApp } from '../../spotify/signed-in-app.ts';
import { plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** One thing that was looked at. */
interface Finding {
  readonly name: string;
  readonly state: 'good' | 'note' | 'bad';
  /** What is the case, and what to do where it is not good. */
  readonly text: string;
}

const fewestMegabytes = 200;
const mostClockDifferenceMs = 5 * 60_000;

/**
 * `ssrm doctor` without files: Node.js, the output folder, the connection, the clock and the sign-in.
 *
 * @throws {@link CliError} if something is bad.
 */
export async function checkSetUp(flags: SpotifyFlags & FolderFlags, context: StageContext): Promise<void> {
  const { output } = context;
  const findings = [
    checkNode(),
    {
      name: 'Configuration',
      state: 'good' as const,
      text: 'ssrm.config.json and .env are readable, or not there',
    },
    await checkFolder(flags.out),
    await checkReach(flags, context),
    await checkSignIn(flags, context),
  ];
  const marks = { good: output.style.green('✔'), note: output.style.yellow('!'), bad: output.style.red('✘') };
  output.result(findings.map(({ name, state, text }) => `${marks[state]} ${name}: ${text}`));
  output.resultJson({ command: 'doctor', findings });
  const bad = findings.filter(({ state }) => state === 'bad').length;
  if (bad > 0)
    throw new CliError(`${bad} of ${findings.length} checks failed; what to do stands beside each.`);
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  const text = good
    ? process.versions.node
    : `${process.versions.node} is too old; install Node.js 20.19 or newer`;
  return { name: 'Node.js', state: good ? 'good' : 'bad', text };
}

async function checkFolder(out: string): Promise<Finding> {
  const name = 'Output folder';
  try {
    await mkdir(out, { recursive: true });
    await access(out, constants.W_OK);
    const { bavail, bsize } = await statfs(out);
    const free = Math.floor((bavail * bsize) / 1024 ** 2);
    if (free < fewestMegabytes) {
      return { name, state: 'note', text: `${out} has only ${free} MB left; free some space` };
    }
    return { name, state: 'good', text: `${out} can be written` };
  } catch (error) {
    return { name, state: 'bad', text: explainError(error, new AbortController().signal).message };
  }
}

/** Any answer will do, also a refusal; its date tells whether this machine's clock is right. */
async function checkReach({ apiUrl }: SpotifyFlags, { signal }: StageContext): Promise<Finding> {
  const name = 'Spotify';
  const address = apiUrl ?? 'https://api.spotify.com/v1';
  try {
    const response = await fetch(`${address}/me`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const theirs = Date.parse(response.headers.get('date') ?? '');
    const difference = Math.abs(theirs - Date.now());
    if (difference > mostClockDifferenceMs) {
      const minutes = Math.round(difference / 60_000);
      return {
        name,
        state: 'bad',
        text: `reached, but this clock is ${minutes} minutes off; set it, or sign-in will fail`,
      };
    }
    return { name, state: 'good', text: `${address} answers, and the clock agrees` };
  } catch {
    signal.throwIfAborted();
    return {
      name,
      state: 'note',
      text: `${address} does not answer; check the connection (exports need none)`,
    };
  }
}

async function checkSignIn(flags: SpotifyFlags, context: StageContext): Promise<Finding> {
  const name = 'Sign-in';
  if (flags.token === undefined && (await readSignedInApp()) === undefined) {
    return { name, state: 'note', text: 'none; ssrm login makes one (exports need none)' };
  }
  try {
    const client = await connectPerson(flags, context, { fresh: true });
    const user = await getCurrentUser(client, { signal: context.signal });
    // Development mode leaves `product` out, which extended mode sends to those who asked for it.
    const mode = user.product === undefined ? 'development mode, as far as can be told' : 'extended mode';
    return { name, state: 'good', text: `${plainText(user.display_name ?? user.id)}, ${mode}` };
  } catch (error) {
    if (!SpotifyError.isInstance(error) && !(error instanceof CliError)) throw error;
    return { name, state: 'bad', text: explainError(error, context.signal).message };
  }
}
