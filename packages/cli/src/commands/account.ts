import type { Command } from 'commander';
import {
  type FolderFlags,
  type LoginFlags,
  type SpotifyFlags,
  withFolder,
  withLogin,
  withSpotify,
} from '../options/groups.ts';
import { defineCommand, type Session } from './define-command.ts';

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
      const { runLogin } = await import('../stages/login.ts');
      await runLogin(flags, { output, signal });
    },
  });
}

/** `ssrm whoami`. */
export function whoamiCommand(session: Session): Command {
  return defineCommand<SpotifyFlags>(session, {
    name: 'whoami',
    summary: 'say who is signed in, and until when',
    options: [withSpotify],
    examples: [['ssrm whoami', 'asks Spotify']],
    async run(flags, { output, signal }) {
      const { runWhoami } = await import('../stages/whoami.ts');
      await runWhoami(flags, { output, signal });
    },
  });
}

/** `ssrm logout`. */
export function logoutCommand(session: Session): Command {
  return defineCommand(session, {
    name: 'logout',
    summary: 'forget the sign-in',
    options: [],
    examples: [['ssrm logout', 'files that were made stay']],
    async run(_flags, { output }) {
      const { runLogout } = await import('../stages/logout.ts');
      await runLogout({ output });
    },
  });
}

/** `ssrm disconnect`. */
export function disconnectCommand(session: Session): Command {
  return defineCommand<FolderFlags>(session, {
    name: 'disconnect',
    summary: 'forget the sign-in and delete everything fetched from Spotify',
    options: [withFolder],
    examples: [['ssrm disconnect', 'also deletes what a run fetched to ./ssrm-output']],
    async run(flags, { output }) {
      const { runDisconnect } = await import('../stages/logout.ts');
      await runDisconnect(flags, { output });
    },
  });
}

/** `ssrm doctor`. */
export function doctorCommand(session: Session): Command {
  return defineCommand<SpotifyFlags & FolderFlags>(session, {
    name: 'doctor',
    summary: 'check Node.js, folder, connection, clock and sign-in, and say what to do',
    options: [withSpotify, withFolder],
    examples: [['ssrm doctor', 'when something does not work']],
    async run(flags, { output, signal }) {
      const { runDoctor } = await import('../stages/doctor.ts');
      await runDoctor(flags, { output, signal });
    },
  });
}
