import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.ts';
import { madeMessage, madePageState } from './support/made-page-state.ts';
import { soon } from './support/soon.ts';
import { usePage } from './support/use-page.ts';

const ROOT = madeMessage(1, { user: 'U0ANN', text: 'web is down' });
const BELOW = madeMessage(2, { user: 'U0ANN', text: 'cart as well', threadTs: ROOT.ts });
const ASIDE = madeMessage(4, { text: 'No pod is named in this message.', isEphemeral: true });
const LONG = madeMessage(3, { user: 'U0ANN', text: 'line\n'.repeat(100) });

describe.skipIf(chromiumPath === undefined)("a message's shortcut", () => {
  const used = usePage();
  const said = (text: string) => used.page.locator('.message', { hasText: text });
  const more = (text: string) => said(text).getByRole('button', { name: 'More actions' });
  /** How the tools of the first message look. */
  const looks = (page: Page) =>
    page.evaluate(`(() => {
      const { opacity, position } = getComputedStyle(document.querySelector('.tools'));
      return position + ' ' + opacity;
    })()`);

  async function diagnose(text: string): Promise<void> {
    await more(text).press('Enter');
    await used.page.getByRole('menuitem', { name: 'Diagnose pods' }).press('Enter');
    await soon(() => used.server.asked.at(-1)).toContain('shortcut ');
  }

  test('its menu is there when the message is pointed at or has the focus; ephemeral messages have none', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [ROOT, ASIDE] }));
    await said('web is down').waitFor();
    expect(await more('No pod').count()).toBe(0);
    expect(await looks(page)).toBe('sticky 0');
    await said('web is down').hover();
    await soon(() => looks(page)).toBe('sticky 1');
    await page.mouse.move(0, 0);
    await soon(() => looks(page)).toBe('sticky 0');
    await page.locator('#say').press('Shift+Tab');
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('More actions');
    await soon(() => looks(page)).toBe('sticky 1');
  });

  test('where nothing can be pointed with it is always there', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [ROOT] }));
    const touch = await page.context().browser()?.newPage({ hasTouch: true, isMobile: true });
    if (!touch) throw new Error('no browser');
    await touch.goto(server.url);
    const tools = touch.locator('.tools');
    await tools.waitFor();
    expect(await looks(touch)).toBe('static 1');
    await tools.getByRole('button', { name: 'More actions' }).tap();
    await touch.getByRole('menuitem', { name: 'Diagnose pods' }).tap();
    await soon(() => server.asked).toEqual([`shortcut {"channel":"C1","ts":"${ROOT.ts}"}`]);
    await touch.close();
  });

  test('its answer comes in the thread, which is opened; the focus stays', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [ROOT] }));
    await diagnose('web is down');
    expect(server.asked).toEqual([`shortcut {"channel":"C1","ts":"${ROOT.ts}"}`]);
    const answer = madeMessage(2, { text: 'its image is missing', threadTs: ROOT.ts });
    server.show(madePageState({ messages: [ROOT, answer] }));
    await page.getByRole('log', { name: 'Thread' }).getByText('its image is missing').waitFor();
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('More actions');
  });

  test('an answer to "you" alone is scrolled to, from wherever the message stands', async () => {
    const { page, server } = used;
    const before = [ROOT, LONG];
    server.show(madePageState({ messages: before }));
    await said('web is down').waitFor();
    await page.evaluate('document.querySelector("#main-scroller").scrollTop = 0');
    await diagnose('web is down');
    server.show(madePageState({ messages: [...before, ASIDE] }));
    await said('No pod is named').waitFor();
    const gap =
      'document.querySelector("#main-scroller").getBoundingClientRect().bottom - document.querySelector(".ephemeral").getBoundingClientRect().bottom';
    await soon(() => page.evaluate(gap)).toBeGreaterThanOrEqual(0);
  });

  test('on a phone it leads out of the thread where the answer stands in the channel', async () => {
    const { page, server } = used;
    await page.setViewportSize({ width: 360, height: 740 });
    server.show(madePageState({ messages: [ROOT, BELOW] }));
    await page.getByRole('button', { name: /^1 reply/ }).click();
    await diagnose('cart as well');
    expect(server.asked).toEqual([`shortcut {"channel":"C1","ts":"${BELOW.ts}"}`]);
    server.show(madePageState({ messages: [ROOT, BELOW, ASIDE] }));
    await said('No pod is named').waitFor();
    await soon(() => page.locator('#side').isVisible()).toBe(false);
  });

  test('when it can not be run that is said', async () => {
    const { page, server } = used;
    const problem = 'The message is no longer there.';
    server.answerWith(async () => ({ ok: false, problem }));
    server.show(madePageState({ messages: [ROOT] }));
    await diagnose('web is down');
    await page.getByRole('alert').getByText(problem).waitFor();
    await more('web is down').and(page.locator(':not([aria-disabled])')).waitFor();
  });
});
