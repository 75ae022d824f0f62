import type { SpotifyClient } from '@ssrm/spotify-client';

/** A client whose requests are counted against a budget. */
export interface MeteredClient {
  readonly client: SpotifyClient;
  readonly budget: number;
  /** Requests made so far; those that Spotify had to be asked twice count once. */
  spent(): number;
  /** Requests that are left; below 0 never. */
  left(): number;
}

/** Counts the requests; it is for the callers to ask before each what is left. */
export function meterClient(client: SpotifyClient, budget: number): MeteredClient {
  let spent = 0;
  return {
    client: {
      ...client,
      request(endpoint, options) {
        spent += 1;
        return client.request(endpoint, options);
      },
    },
    budget,
    spent: () => spent,
    left: () => Math.max(0, budget - spent),
  };
}

/** The same client with only some of what is left. */
export function withShare(meter: MeteredClient, requests: number): MeteredClient {
  const end = meter.spent() + Math.min(requests, meter.left());
  return { ...meter, left: () => Math.max(0, end - meter.spent()) };
}
