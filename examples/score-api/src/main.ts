import { SsrmError } from '@ssrm/features';
import { loadModel } from '@ssrm/model/node';
import { startServer } from './serve.ts';

const [folder = '../../ssrm-output/models/taste'] = process.argv.slice(2);
try {
  const model = await loadModel(folder);
  // The first scores take longer than later ones.
  await model.predict(['warm-up']);
  const server = await startServer(model, Number(process.env.PORT ?? 8787));
  console.log(
    `Scores of preset ${model.preset} at ${server.url}/score, described at ${server.url}/openapi.json`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
} catch (error) {
  if (!SsrmError.isInstance(error) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  console.error(
    `${(error as Error).message} (Model: ${folder}. Make one with ssrm run, or name its folder.)`,
  );
  process.exitCode = 1;
}
