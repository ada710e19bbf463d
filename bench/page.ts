/**
 * How long the playground's page takes, from going to its address to the channels being shown, in a browser that has
 * nothing of it yet: `npm run bench:page [-- LOADS]`. The floor is a page of one line from the same machine, in the same
 * browser and run. Needs a Chromium; CHROMIUM_PATH names it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { chromiumPath, startBrowser } from '../scripts/chromium.ts';
import { buildPage } from '../src/playground/build-page.ts';
import { startPlayground } from '../src/playing.ts';

const LOADS = Number(process.argv[2] ?? 15);
const ROOM = { width: 1280, height: 860 };

if (chromiumPath === undefined) {
  console.error('There is no Chromium here: install one, or name it with CHROMIUM_PATH.');
  process.exit(1);
}
const built = await buildPage();
const playing = await startPlayground({ page: built, port: 0, environment: {}, write: () => undefined });
const bare = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<h1 id="place">#shop</h1>'),
);
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`;
const browser = await startBrowser();
try {
  await load(browser, bareUrl);
  const floors: number[] = [];
  const pages: number[] = [];
  // In turns, so that what else the machine does falls on both.
  for (let count = 0; count < LOADS; count += 1) {
    floors.push(await load(browser, bareUrl));
    pages.push(await load(browser, playing.url));
  }
  const [floor, page] = [sorted(floors), sorted(pages)];
  const bytes = built.html.length + built.js.length + built.css.length;
  console.log(`${LOADS} loads each, Node ${process.version}, Chromium ${browser.version()}`);
  console.log(`floor   median ${told(middle(floor))}, worst ${told(floor.at(-1) ?? 0)}`);
  console.log(
    `page    median ${told(middle(page))}, worst ${told(page.at(-1) ?? 0)}; ${(bytes / 1024).toFixed(1)} KiB in 3 files`,
  );
  console.log(`ratio   ${(middle(page) / middle(floor)).toFixed(2)}`);
} finally {
  await browser.close();
  await playing.stop();
  bare.close();
}

/** Milliseconds; with a cache of its own, which is empty. */
async function load(from: Browser, url: string): Promise<number> {
  const context = await from.newContext({ viewport: ROOM });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('#place', { hasText: '#shop' }).waitFor();
  const took = performance.now() - start;
  await context.close();
  return took;
}

function sorted(times: readonly number[]): readonly number[] {
  return times.toSorted((one, other) => one - other);
}

function middle(times: readonly number[]): number {
  return times[Math.floor(times.length / 2)] ?? 0;
}

function told(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}
