import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '../../../../../../../chromium.shared.ts';
import { renderReport } from '../render-report.ts';
import type { ReportData } from '../report-data.ts';

/** Chromium with a server of the page that is read. */
export interface ReportReader {
  open(
    data: ReportData,
    options?: BrowserContextOptions,
  ): Promise<{ readonly page: Page; readonly trouble: readonly string[]; readonly requests: readonly string[] }>;
  close(): Promise<void>;
}

export async function startReportReader(): Promise<ReportReader> {
  let body = '';
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch(chromiumOptions);
  return {
    async open(data, options = {}) {
      body = renderReport(data);
      const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
      const page = await context.newPage();
      const trouble: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => trouble.push(message.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('dialog', (dialog) => trouble.push(dialog.message()));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return { page, trouble, requests };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** What axe has against the page; it needs a context with `bypassCSP`. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe;
    const results = await axe.run();
    if (results.passes.length < 20) throw new Error('axe hardly looked at the page.');
    return results.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html)}`);
  });
}

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
