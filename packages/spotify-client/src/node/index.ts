export { fileCacheStore } from './file-cache-store.ts';
export { fileTokenStore } from './file-token-store.ts';
export { openInBrowser } from './open-in-browser.ts';
export { type ResolveOptions, resolveSpotifyReference } from './resolve-reference.ts';
export { type LoopbackOptions, signInWithLoopback } from './sign-in-with-loopback.ts';
