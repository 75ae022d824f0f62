import { spawn } from 'node:child_process';
import { SpotifyArgumentError } from '../errors.ts';

/** The system's command for opening an address; none goes through a shell. */
const commands: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens an address in the person's browser.
 *
 * @throws {@link SpotifyArgumentError} where the system has no way to; show the address instead.
 */
export function openInBrowser(url: string): Promise<void> {
  const [command, ...start] = commands[process.platform] ?? ['xdg-open'];
  return new Promise((resolve, reject) => {
    const child = spawn(command as string, [...start, url], { stdio: 'ignore', detached: true });
    child.once('error', (cause) => {
      reject(new SpotifyArgumentError('No browser could be opened. Open the address by hand.', { cause }));
    });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
