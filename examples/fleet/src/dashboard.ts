import { Hono } from 'hono';
import { html } from 'hono/html';
import { createFleetMetrics } from './metrics.ts';
import { failures, type Queues } from './queues.ts';
import type { Store } from './store.ts';
import { stages } from './tasks.ts';

/** `GET /`: a page that renews itself; `GET /metrics`: the same for Prometheus. */
export function createDashboard(store: Store, queues: Queues): Hono {
  const metrics = createFleetMetrics(store, queues);
  const app = new Hono();
  app.get('/metrics', async (context) =>
    context.text(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  );
  app.get('/', async (context) => {
    const { uploads, done, perSecond } = await store.progress();
    const rows = await Promise.all(
      stages.map(async (stage) => {
        const counts = await queues[stage].getJobCounts('waiting', 'active', 'delayed', 'failed');
        const numbers = [counts.waiting, counts.active, counts.delayed, counts.failed, done[stage]];
        return html`<tr><th scope="row">${stage}</th>${numbers.map((number) => html`<td>${number}</td>`)}</tr>`;
      }),
    );
    const failed = (await failures(queues, 20)).map(
      ({ listener, stage, attempts, reason }) =>
        html`<tr><td>${listener}</td><td>${stage}</td><td>${attempts}</td><td>${reason}</td></tr>`,
    );
    return context.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width">
          <meta http-equiv="refresh" content="2">
          <title>${done.score} of ${uploads} listeners</title>
          <style>
            body { font: 1rem/1.5 system-ui; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color-scheme: light dark }
            table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid #8884 }
            progress { width: 100% }
          </style>
        </head>
        <body>
          <h1>${done.score} of ${uploads} listeners, ${perSecond.toFixed(1)} a second</h1>
          <progress aria-label="Listeners done" value="${done.score}" max="${Math.max(1, uploads)}"></progress>
          <table>
            <tr><th>stage</th><th>waiting</th><th>active</th><th>delayed</th><th>failed</th><th>done</th></tr>
            ${rows}
          </table>
          <h2>Given up</h2>
          <table>
            <tr><th>listener</th><th>stage</th><th>attempts</th><th>reason</th></tr>
            ${failed.length > 0 ? failed : html`<tr><td colspan="4">none</td></tr>`}
          </table>
        </body>
      </html>`);
  });
  return app;
}
