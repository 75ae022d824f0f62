/** As a bundler has it, with everything that is shipped; there are no dependencies. */
const common = { gzip: true, path: 'dist/index.js' };

export default [
  {
    ...common,
    name: 'client, given token, one endpoint',
    import: '{ createSpotifyClient, bearerToken, getTrack }',
    limit: '3.9 kB',
  },
  { ...common, name: 'everything', limit: '10 kB' },
];
