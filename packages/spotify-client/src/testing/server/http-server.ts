import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AddressedApp, createAddressedApp, type SpotifyApp, type SpotifyAppOptions } from './app.ts';

export interface SpotifyServerOptions extends SpotifyAppOptions {
  /** @default any free port */
  readonly port?: number;
}

/** The stand-in behind a real HTTP server. */
export interface SpotifyServer extends SpotifyApp {
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Starts the stand-in on 127.0.0.1, and nowhere else. Node only. */
export async function createSpotifyServer(options: SpotifyServerOptions = {}): Promise<SpotifyServer> {
  const app = createAddressedApp(options);
  // Not an import, so that the rest of this entry loads in browsers.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer((incoming, outgoing) => {
    void respond(app, incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  app.setOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // Not a spread: the addresses are getters.
  return Object.assign(app, { close: () => close(server) });
}

async function respond(
  app: AddressedApp,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const response = await app.handle(await toRequest(incoming, gone.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    for await (const chunk of response.body ?? []) outgoing.write(chunk);
    outgoing.end();
  } catch {
    // A reset or a broken body, as scripted: what the client sees is a lost connection.
    incoming.socket.destroy();
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const method = incoming.method ?? 'GET';
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method,
    headers,
    signal,
    ...(chunks.length > 0 && { body: new Blob(chunks as BlobPart[]) }),
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
