/** Beyond ofetch, which is the one dependency. */
const common = { gzip: true, ignore: ['ofetch'] };

export default [
  {
    ...common,
    name: 'client, given token, one endpoint',
    path: 'dist/index.js',
    import: '{ createSpotifyClient, bearerToken, getTrack }',
    limit: '3 kB',
  },
  { ...common, name: 'everything', path: 'dist/index.js', limit: '9 kB' },
];
