import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startBrowser } from '../../../scripts/chromium.ts';
import { type FakePageServer, startFakePageServer } from './fake-page-server.ts';
import { madePageState } from './made-page-state.ts';

/** The two that a test talks to, new for each. */
export interface UsedPage {
  readonly page: Page;
  readonly server: FakePageServer;
}

/** Opens the page before every test of a suite, and fails those in which it said something in the console. */
export function usePage(): UsedPage {
  let browser: Browser | undefined;
  let used: UsedPage | undefined;
  let problems: string[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    if (!browser) throw new Error('no browser has started');
    problems = [];
    const server = await startFakePageServer(madePageState());
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    used = { page, server };
    page.setDefaultTimeout(20_000);
    page.on('console', (said) => problems.push(said.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) problems.push(`it asked ${request.url()}`);
    });
    await page.goto(server.url);
    await page.locator('#place', { hasText: '#shop' }).waitFor();
  });
  afterEach(async () => {
    await used?.page.close();
    await used?.server.close();
    used = undefined;
    // Whatever it would load or run against the content security policy is said in the console.
    expect(problems).toEqual([]);
  });

  const inUse = () => {
    if (!used) throw new Error('the page is open in tests only');
    return used;
  };
  return {
    get page() {
      return inUse().page;
    },
    get server() {
      return inUse().server;
    },
  };
}
