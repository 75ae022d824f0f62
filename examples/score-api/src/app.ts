import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { toTrack } from '@ssrm/features';
import type { TasteModel } from '@ssrm/model';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';

const mostSongs = 1000;
const mostBytes = 1_000_000;
const text = z.string().min(1).max(500);

const song = z
  .object({ name: text, artist_name: text.nullish(), id: text.optional() })
  .openapi('Song', { example: { name: 'Africa', artist_name: 'Toto' } });
const score = z
  .object({
    id: z.string(),
    score: z.number().min(0).max(1),
    confidence: z.number().min(0).max(1).nullable(),
  })
  .openapi('Score');
const fault = z.object({ error: z.string() }).openapi('Error');

const scoreRoute = createRoute({
  method: 'post',
  path: '/score',
  summary: 'How much the person will like each song, in the order of the songs',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: z.object({ songs: z.array(song).min(1).max(mostSongs) }) } },
    },
  },
  responses: {
    200: {
      description: 'The scores',
      content: { 'application/json': { schema: z.object({ scores: z.array(score) }) } },
    },
    400: {
      description: 'What is wrong with the request',
      content: { 'application/json': { schema: fault } },
    },
  },
});

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  summary: 'Whether the model is loaded',
  responses: {
    200: {
      description: 'It is',
      content: { 'application/json': { schema: z.object({ status: z.literal('ok'), preset: z.string() }) } },
    },
  },
});

/** A model behind HTTP: `POST /score`, `GET /healthz`, and its description at `/openapi.json`. */
export function createApp(model: TasteModel, isStopping: () => boolean = () => false): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook(result, context) {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      return context.json({ error: `${issue?.path.join('.')}: ${issue?.message}` }, 400);
    },
  });
  app.use(async (context, next) => {
    await next();
    if (isStopping()) context.header('connection', 'close');
  });
  app.use(
    '/score',
    bodyLimit({
      maxSize: mostBytes,
      onError: (context) =>
        // The rest of the body is not read, so that the connection is of no more use.
        context.json({ error: `A request may have ${mostBytes} bytes.` }, 413, { connection: 'close' }),
    }),
  );
  app.onError((error, context) => {
    // Hono's own faults, such as a body that is no JSON, know their status.
    if (error instanceof HTTPException) return context.json({ error: error.message }, error.status);
    console.error(error);
    return context.json({ error: 'The server failed.' }, 500);
  });
  app.notFound((context) =>
    context.json({ error: 'There is POST /score, GET /healthz and GET /openapi.json.' }, 404),
  );
  app.openapi(scoreRoute, async (context) => {
    const { songs } = context.req.valid('json');
    const tracks = songs.map(({ id, name, artist_name }, index) =>
      toTrack({ id: id ?? String(index), name, artistName: artist_name ?? null }),
    );
    const predictions = await model.predictWithConfidence(tracks);
    const scores = predictions.map((prediction, index) => ({ id: tracks[index]?.id ?? '', ...prediction }));
    return context.json({ scores }, 200);
  });
  app.openapi(healthRoute, (context) => context.json({ status: 'ok', preset: model.preset } as const, 200));
  app.doc('/openapi.json', { openapi: '3.1.0', info: { title: 'Scores of one taste', version: '1' } });
  return app;
}
