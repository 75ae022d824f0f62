import { createRequire } from 'node:module';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { noticesOf } from '../../scripts/notices-of.mjs';

/** The built page may load its own files and nothing else; in particular it cannot send anything anywhere. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content:
          "default-src 'none'; script-src 'self'; style-src 'self'; worker-src blob: 'self'; manifest-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
      },
    },
  ],
};

/** What page and worker contain; the service worker is made of Workbox, whose packages share their terms. */
const bundled = new Set([createRequire(import.meta.url).resolve('workbox-build/package.json')]);

/** The terms of all that lie beside the page, as they ask for. */
const notices: Plugin = {
  name: 'notices',
  apply: 'build',
  generateBundle(_, bundle) {
    for (const piece of Object.values(bundle)) {
      if (piece.type === 'chunk')
        for (const id of Object.keys(piece.modules)) bundled.add(id.replace(/\?.*/, ''));
    }
    // The worker, which is bundled first, is part of the page.
    if (!this.environment.config.isWorker) {
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source: noticesOf([...bundled]) });
    }
  },
};

export default defineConfig({
  // Works from any folder of any server.
  base: './',
  resolve: { conditions: ['@ssrm/source', ...defaultClientConditions] },
  // One piece: a worker that starts from a blob can load no other.
  worker: { format: 'es', plugins: () => [notices], rolldownOptions: { output: { codeSplitting: false } } },
  // ECharts is what it is; one chunk is as small as it gets.
  build: {
    chunkSizeWarningLimit: 1500,
    // A busy machine is nothing to warn of.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  plugins: [
    contentSecurityPolicy,
    notices,
    // Works without a network once it was loaded, and can be installed.
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script',
      manifest: {
        name: 'What will you like?',
        short_name: 'ssrm',
        description: 'Learns your taste in this device, and ranks any list by it.',
        theme_color: '#0b7a5c',
        background_color: '#f4f3ef',
        display: 'standalone',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: { globPatterns: ['**/*.{js,css,html,svg}'], maximumFileSizeToCacheInBytes: 8_000_000 },
    }),
  ],
});
