import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test's server was sent. */
export interface LoopbackRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** JSON, unless the body is text. */
export interface LoopbackAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Loopback {
  readonly url: string;
  readonly requests: LoopbackRequest[];
  close(): Promise<void>;
}

/** A real server on 127.0.0.1 that answers as the test says, for what the stand-in would not do. */
export async function startLoopback(
  answer: (request: LoopbackRequest) => LoopbackAnswer | Promise<LoopbackAnswer>,
): Promise<Loopback> {
  const requests: LoopbackRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`);
    const request = { method: incoming.method ?? 'GET', url, headers: incoming.headers, body };
    requests.push(request);
    const { status = 200, headers = {}, body: sent } = await answer(request);
    outgoing.writeHead(status, headers);
    outgoing.end(sent === undefined || typeof sent === 'string' ? sent : JSON.stringify(sent));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
