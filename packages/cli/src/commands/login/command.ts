import type { Command } from 'commander';
import { type LoginFlags, type SpotifyFlags, withLogin, withSpotify } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm login`. */
export function loginCommand(session: Session): Command {
  return defineCommand<LoginFlags & SpotifyFlags>(session, {
    name: 'login',
    summary: 'sign in to Spotify, in the browser',
    options: [withLogin, withSpotify],
    examples: [
      [
        'ssrm login --client-id YOUR_CLIENT_ID',
        'opens the browser; the app needs http://127.0.0.1:8888/callback',
      ],
      ['ssrm login --no-browser', 'over SSH: open the link anywhere, paste the address you land on'],
      ['ssrm login --client-secret -', 'an app with a secret; asks for it without showing it'],
    ],
    async run(flags, { output, signal }) {
      const { runLogin } = await import('./login.ts');
      await runLogin(flags, { output, signal });
    },
  });
}
