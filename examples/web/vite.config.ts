import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

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
          "default-src 'none'; script-src 'self'; style-src 'self'; worker-src blob:; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
      },
    },
  ],
};

export default defineConfig({
  // Works from any folder of any server.
  base: './',
  resolve: { conditions: ['@ssrm/source', ...defaultClientConditions] },
  worker: { format: 'es' },
  // ECharts is what it is; one chunk is as small as it gets.
  build: { chunkSizeWarningLimit: 1500 },
  plugins: [contentSecurityPolicy],
});
