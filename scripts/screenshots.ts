/** `npm run screenshots`: makes docs/pictures from the playground as it is now. Needs a Chromium; CHROMIUM_PATH names it. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { buildPage } from '../src/playground/build-page.ts';
import { startPlayground } from '../src/playing.ts';
import { chromiumPath, startBrowser } from './chromium.ts';

const PICTURES = new URL('../docs/pictures/', import.meta.url);
const SIZE = { width: 1180, height: 800 };

if (chromiumPath === undefined) {
  process.stderr.write('There is no Chromium here: install one, or name it with CHROMIUM_PATH.\n');
  process.exit(1);
}
await mkdir(PICTURES, { recursive: true });
const write = (line: string) => {
  if (JSON.parse(line).level !== 'info') process.stderr.write(line);
};
const playing = await startPlayground({ page: await buildPage(), port: 0, environment: {}, write });
const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
  page.setDefaultTimeout(30_000);
  await page.goto(playing.url);
  await showAnswer(page);
  await showAlert(page);
  await showDigest(page);
} finally {
  await browser.close();
  await playing.stop();
}

async function showAnswer(page: Page): Promise<void> {
  await page.getByRole('combobox').first().fill('/pod why feed/timeline');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /timeline is unhealthy/ }).waitFor();
  await page.mouse.move(0, 0);
  await save(page, 'answer');
  await page.emulateMedia({ colorScheme: 'dark' });
  await save(page, 'answer-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'What happened' }).click();
  await page.locator('#traces').getByText('judging').waitFor();
  await save(page, 'what-happened');
  await page.getByRole('button', { name: 'What happened' }).click();
}

async function showAlert(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send a sample alert' }).click();
  const thread = page.getByRole('log', { name: 'Thread' });
  await thread.getByText('cannot reach orders-db').first().waitFor();
  await save(page, 'alert');
}

/** The second one of a place has something to compare with, and a chart. */
async function showDigest(page: Page): Promise<void> {
  const digests = page.getByRole('log', { name: 'Messages' }).getByRole('article');
  await page.getByRole('button', { name: 'Run a digest' }).click();
  await digests.filter({ hasText: 'REDIS_URL' }).waitFor();
  await page.getByRole('button', { name: 'Break and heal' }).click();
  await page.getByRole('button', { name: 'Break Deployment shop/web' }).click();
  await page.getByRole('button', { name: 'Heal Deployment shop/web' }).waitFor();
  await page.keyboard.press('Escape');
  // The API's clock has whole seconds, and of two digests of one second the chart shows one.
  await page.waitForTimeout(1_100);
  await page.getByRole('button', { name: 'Run a digest' }).click();
  await page.getByRole('img', { name: /Unhealthy pods/ }).waitFor();
  await save(page, 'digest');
}

async function save(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`${name}.png`, PICTURES));
  await page.screenshot({ path, animations: 'disabled' });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}
