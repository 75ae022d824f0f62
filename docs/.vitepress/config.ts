import { defineConfig } from 'vitepress';

const guide = [
  ['For listeners', '/guide/listeners'],
  ['For app developers', '/guide/developers'],
  ['How the model works', '/guide/model'],
  ['From the Python SSRM', '/guide/from-python'],
  ["Spotify's API since 2026", '/guide/spotify'],
  ['Speed', '/guide/speed'],
  ['A million listeners', '/guide/scale'],
  ['Questions', '/guide/questions'],
  ['Decisions', '/guide/decisions'],
] as const;
const packages = ['features', 'spotify-client', 'embeddings', 'model'];

// Works in any folder of any server.
const base = process.env.DOCS_BASE ?? '/';

export default defineConfig({
  title: 'ssrm',
  description: 'Learns your taste in music, and says how much you will like any song',
  base,
  head: [['link', { rel: 'icon', href: `${base}app/icon.svg`, type: 'image/svg+xml' }]],
  srcExclude: ['README.md'],
  // The index of the search is one piece.
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [
      { text: 'Guide', items: guide.map(([text, link]) => ({ text, link })) },
      {
        text: 'Reference',
        items: packages.map((name) => ({ text: `@ssrm/${name}`, link: `/api/@ssrm/${name}/` })),
      },
    ],
  },
});
