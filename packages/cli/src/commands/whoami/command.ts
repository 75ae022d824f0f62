import type { Command } from 'commander';
import { type SpotifyFlags, withSpotify } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm whoami`. */
export function whoamiCommand(session: Session): Command {
  return defineCommand<SpotifyFlags>(session, {
    name: 'whoami',
    summary: 'say who is signed in, and until when',
    options: [withSpotify],
    examples: [['ssrm whoami', 'asks Spotify']],
    async run(flags, { output, signal }) {
      const { runWhoami } = await import('./whoami.ts');
      await runWhoami(flags, { output, signal });
    },
  });
}
