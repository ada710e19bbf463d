import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath, startBrowser } from '../../scripts/chromium.ts';
import { buildPage } from '../../src/playground/build-page.ts';
import type { Page as BuiltPage } from '../../src/playground/page-routes.ts';
import { type Playing, startPlayground } from '../../src/playing.ts';

/** The API's clock has whole seconds, and of two digests of one second the chart shows one. */
const SECOND_MS = 1_100;

describe.skipIf(chromiumPath === undefined)('the page before the real bot (needs Chromium)', () => {
  let built: BuiltPage;
  let browser: Browser;
  let playing: Playing;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildPage(), startBrowser()]);
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    problems = [];
    const write = (line: string) => {
      if (JSON.parse(line).level !== 'info') problems.push(line);
    };
    playing = await startPlayground({ page: built, port: 0, environment: {}, write });
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(20_000);
    page.on('console', (said) => problems.push(said.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(playing.url)) problems.push(`it asked ${request.url()}`);
    });
    await page.goto(playing.url);
    await page.locator('#place', { hasText: '#shop' }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await playing.stop();
    expect(problems).toEqual([]);
  });

  const messages = () => page.getByRole('log', { name: 'Messages' });
  const thread = () => page.getByRole('log', { name: 'Thread' });
  const press = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole('button', { name }).first().click();
  const heading = (name: RegExp, within: Page | Locator = messages()) =>
    within.getByRole('heading', { name }).first();

  async function ask(text: string): Promise<void> {
    await page.getByRole('combobox').first().fill(text);
    await page.keyboard.press('Enter');
  }

  async function turn(name: 'Break' | 'Heal', workload: string): Promise<void> {
    await press('Break and heal');
    await press(`${name} Deployment ${workload}`);
    await page
      .getByRole('button', { name: `${name === 'Heal' ? 'Break' : 'Heal'} Deployment ${workload}` })
      .waitFor();
    await page.keyboard.press('Escape');
  }

  test('a question is answered in the place of its placeholder, Logs come in its thread, and it shows how', async () => {
    await ask('/pod why checkout');
    await heading(/Deployment shop\/checkout is unhealthy/).waitFor();
    const answer = messages().getByRole('article').filter({ hasText: 'checkout is unhealthy' });
    expect(await messages().getByRole('article').count()).toBe(1);
    expect(await answer.textContent()).toMatch(/\(edited\).*cannot reach orders-db\.example\.internal:5432/s);
    await press('Logs', answer);
    await thread().getByText('connection refused').first().waitFor();
    await press('What happened');
    const traces = page.locator('#traces');
    const asked = traces.locator('details.trace').last();
    await asked.locator('summary').first().click();
    await asked.getByText('judging').waitFor();
    expect(
      await asked.getByText('GET /api/v1/namespaces/shop/pods', { exact: false }).count(),
    ).toBeGreaterThan(0);
    await asked.getByText('The findings as JSON').click();
    await asked.getByText('"verdict": "unhealthy"').waitFor();
    await asked.getByText('The snapshot as JSON').click();
    await asked.getByText('"takenAt"').last().waitFor();
  });

  test('by keyboard alone: completion, the answer, its buttons', async () => {
    await page.keyboard.type('/pod why ch');
    await page.getByRole('option', { name: /\/pod why checkout/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.getByRole('combobox').first().inputValue()).toBe('/pod why checkout');
    await page.keyboard.press('Enter');
    await heading(/checkout is unhealthy/).waitFor();
    const rerun = messages().getByRole('button', { name: 'Re-run' });
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Shift+Tab');
      if (await rerun.evaluate((button) => button === button.ownerDocument.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => messages().getByRole('article').count(), { timeout: 20_000 }).toBe(1);
    await press('What happened');
    await page.locator('#traces').getByText('Re-run', { exact: true }).waitFor();
  });

  test('an alert is answered in its thread, and its end is seen there', async () => {
    await press('Send a sample alert');
    await page.locator('#place', { hasText: '#alerts' }).waitFor();
    await thread().getByText('cannot reach orders-db.example.internal:5432').first().waitFor();
    await press('Acknowledge', thread());
    await thread()
      .getByText(/Acknowledged at/)
      .first()
      .waitFor();
    await turn('Heal', 'shop/checkout');
    await thread()
      .getByText(/Resolved after .* 2 of 2 pods ready/)
      .first()
      .waitFor();
  });

  test('a digest says what is broken; Why on a row is answered in its thread; the next one has a chart', async () => {
    await press('Run a digest');
    await page.locator('#place', { hasText: '#platform' }).waitFor();
    const digest = messages().getByRole('article').filter({ hasText: 'timeline' });
    await digest.first().waitFor();
    expect(await digest.textContent()).toContain('REDIS_URL');
    await press('Why', digest);
    await thread()
      .getByRole('heading', { name: /is unhealthy|is waiting/ })
      .first()
      .waitFor();
    await turn('Break', 'shop/web');
    await page.waitForTimeout(SECOND_MS);
    await press('Run a digest');
    const chart = messages().getByRole('img', { name: /Unhealthy pods/ });
    await chart.waitFor();
    await expect
      .poll(() => chart.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(300);
  });

  test('a watch sees a recovery, and a break', async () => {
    await ask('/pod watch checkout');
    await heading(/checkout is unhealthy/).waitFor();
    await turn('Heal', 'shop/checkout');
    await heading(/checkout is healthy/).waitFor();
    expect(await messages().getByRole('article').count()).toBe(1);
    await turn('Break', 'shop/web');
    await ask('/pod why web');
    await heading(/shop\/web is unhealthy/).waitFor();
  });

  test('the shortcut on somebody’s words, App Home, and a name that is none', async () => {
    await ask('who owns deployment=timeline namespace=feed? it does not start');
    const said = messages().getByRole('article').filter({ hasText: 'does not start' });
    await said.hover();
    await press(/More actions/, said);
    await page.getByText('Diagnose pods').click();
    await page
      .getByRole('heading', { name: /timeline is unhealthy/ })
      .first()
      .waitFor();
    await press('podwhy: App Home', page.getByRole('navigation'));
    await page.locator('#home').getByText('checkout').first().waitFor();
    await press('#shop', page.getByRole('navigation'));
    await ask('/pod why chekout');
    await press(/^Deployment checkout/);
    await heading(/checkout is unhealthy/).waitFor();
  });
});
