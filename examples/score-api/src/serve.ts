import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { TasteModel } from '@ssrm/model';
import { createApp } from './app.ts';

/** A server that runs. */
export interface RunningServer {
  readonly url: string;
  /** Resolves when every request that has come is answered, and no more are taken. */
  stop(): Promise<void>;
}

/** Time for requests that are under way; answers say that their connection is over. */
const graceMs = 1000;

/** Serves the model on this machine alone. */
export function startServer(model: TasteModel, port: number): Promise<RunningServer> {
  let isStopping = false;
  const { fetch } = createApp(model, () => isStopping);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port }) as Server;
    const stop = (): Promise<void> => {
      isStopping = true;
      return closeGently(server);
    };
    server.on('error', reject);
    server.on('listening', () => {
      const { port: actual } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${actual}`, stop });
    });
  });
}

/** Goes on for a moment, so that requests that have come unseen are answered; then takes no more, and ends with the last answer. */
function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // After the timer the connections are looked into once more: closing drops those that seem to ask nothing.
    setTimeout(() => setImmediate(() => server.close(() => resolve())), graceMs);
  });
}
