import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.ts';
import type { PageProof } from '../../src/playground/contract.ts';
import { fullPageState, madeProof, madeTrace } from './support/made-page-state.ts';
import { soon } from './support/soon.ts';
import { usePage } from './support/use-page.ts';

describe.skipIf(chromiumPath === undefined)('how an answer came about, as JSON', () => {
  const used = usePage();
  const findings = () => used.page.locator('summary', { hasText: 'The findings as JSON' });
  const snapshot = () => used.page.locator('summary', { hasText: 'The snapshot as JSON' });
  const json = (name: string) => used.page.getByRole('group', { name });

  async function openTraces(): Promise<void> {
    used.server.show(fullPageState());
    await used.page.getByRole('button', { name: 'What happened' }).click();
    await findings().waitFor();
  }

  test('it is fetched when it is first opened, once for both parts, and is never HTML', async () => {
    const { page, server } = used;
    const { promise, resolve } = Promise.withResolvers<PageProof>();
    server.proveWith(() => promise);
    await openTraces();
    expect(server.asked).toEqual([]);
    await findings().press('Enter');
    await page.getByRole('status').getByText('Loading…').waitFor();
    await snapshot().press('Enter');
    resolve(madeProof());
    await json('The findings as JSON').getByText('"cause"').waitFor();
    const text = await json('The snapshot as JSON').textContent();
    expect(JSON.parse(text ?? '')).toEqual(madeProof().snapshot);
    expect(await page.locator('.trace pre *').count()).toBe(0);
    await findings().press('Enter');
    await findings().press('Enter');
    await json('The findings as JSON').waitFor();
    expect(server.asked).toEqual(['proofs/1']);
  });

  test('when it can not be had that is said, and it is asked for again when opened again', async () => {
    const { page, server } = used;
    await openTraces();
    // The browser itself says in the console what was not found.
    page.removeAllListeners('console');
    await findings().click();
    await page.getByRole('status').getByText('only the latest answers are kept').waitFor();
    server.proveWith(async () => madeProof());
    await findings().click();
    await findings().click();
    await json('The findings as JSON').getByText('"cause"').waitFor();
    expect(await page.getByText('only the latest answers are kept').count()).toBe(0);
    expect(server.asked).toEqual(['proofs/1', 'proofs/1']);
  });

  test('it is copied whole; where there is no clipboard it is selected', async () => {
    const { page, server } = used;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    server.proveWith(async () => madeProof());
    await openTraces();
    await findings().click();
    await page.getByRole('button', { name: 'Copy: The findings as JSON' }).press('Enter');
    await page.getByRole('status').getByText('Copied').waitFor();
    const shown = await json('The findings as JSON').textContent();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown);
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    await page.getByRole('button', { name: 'Copy: The findings as JSON' }).click();
    await page.getByRole('status').getByText('Selected').waitFor();
    expect(await page.evaluate('getSelection().toString().trim()')).toBe(shown?.trim());
  });

  test('a large one has a box of its own, reached and scrolled with the keyboard, and the page goes on', async () => {
    const { page, server } = used;
    const event = { reason: 'BackOff', message: 'Back-off restarting failed container '.repeat(8) };
    server.proveWith(async () => ({ ...madeProof(), snapshot: { events: Array(4000).fill(event) } }));
    await openTraces();
    await snapshot().click();
    const box = json('The snapshot as JSON');
    await soon(async () => (await box.textContent())?.length).toBeGreaterThan(1_200_000);
    expect((await box.boundingBox())?.height).toBeLessThan(450);
    await box.focus();
    await page.keyboard.press('End');
    await soon(() => page.evaluate('document.activeElement.scrollTop')).toBeGreaterThan(10_000);
    await page.locator('#say').fill('/pod why web');
    await page.locator('#say').press('Enter');
    await soon(() => server.asked.at(-1)).toContain('say ');
  });

  test('what is open stays open when more is known of the answer', async () => {
    const { page, server } = used;
    server.proveWith(async () => madeProof());
    await openTraces();
    await findings().click();
    await json('The findings as JSON').waitFor();
    const steps = [...madeTrace().steps, { text: 'said to everyone', at: 311 }];
    server.show({ ...fullPageState(), traces: [{ ...madeTrace(), steps }] });
    await page.getByText('said to everyone').waitFor();
    await json('The findings as JSON').getByText('"cause"').waitFor();
  });
});
