import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.ts';
import { BUTTONS, fullPageState, madeMessage, madePageState } from './support/made-page-state.ts';
import { soon } from './support/soon.ts';
import { usePage } from './support/use-page.ts';

const LINES = [
  { text: '/pod why web', about: 'Deployment in shop' },
  { text: '/pod why worker', about: 'Deployment in shop' },
];

describe.skipIf(chromiumPath === undefined)('the page (needs Chromium; CHROMIUM_PATH names it)', () => {
  const used = usePage();
  const focused = () => used.page.evaluate('document.activeElement.id || document.activeElement.textContent');
  const button = (name: string) => used.page.getByRole('button', { name, exact: true });

  test('before anything was asked there are examples, and one of them is sent when clicked', async () => {
    const { page, server } = used;
    expect(await focused()).toBe('say');
    await page.getByRole('button', { name: '/pod why checkout' }).click();
    await soon(() => server.asked).toEqual(['say {"channel":"C1","text":"/pod why checkout"}']);
  });

  test('a report, a digest with its chart, an ephemeral list, a log in its thread: shown as Slack does', async () => {
    const { page, server } = used;
    server.show(fullPageState());
    await page.getByRole('heading', { name: '❌ Deployment r-feed/timeline is unhealthy' }).waitFor();
    const messages = page.locator('#messages');
    expect(await messages.locator('.mention').first().textContent()).toBe('@podwhy');
    expect(await messages.locator('pre').first().textContent()).toContain('REDIS_URL is not set');
    expect(await messages.getByRole('img').getAttribute('alt')).toMatch(/^Unhealthy pods, shop/);
    expect(await messages.locator('.ephemeral').textContent()).toContain('Only visible to you');
    expect(await messages.getByText('(edited)').count()).toBe(1);
    await messages.getByRole('button', { name: /^3 replies/ }).click();
    const thread = page.getByRole('log', { name: 'Thread' });
    expect(await thread.getByRole('link', { name: 'Download' }).getAttribute('download')).toBe(
      'web-1-app.log',
    );
    expect(await thread.locator('.file pre').textContent()).toContain('GET /api/v1/orders/0');
  });

  test('nothing that is said becomes HTML', async () => {
    const { page, server } = used;
    const text = '<img src=x onerror=alert(1)> &lt;b&gt;bold&lt;/b&gt; <javascript:alert(1)|here>';
    const title = '<script>alert(1)</script>';
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: title } }];
    const attachments = [{ title, text, color: 'red;}', title_link: 'javascript:alert(1)' }];
    server.show(
      madePageState({ messages: [madeMessage(1, { text, attachments }), madeMessage(2, { blocks })] }),
    );
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.locator('#messages').locator('img, script, b, a').count()).toBe(0);
    expect(await page.locator('#messages .text').first().textContent()).toContain('<b>bold</b> here');
  });

  test('an edit replaces its message alone; focus, other messages and half-typed text stay', async () => {
    const { page, server } = used;
    const messages = [madeMessage(1, { text: 'stays' }), madeMessage(2, { text: 'x', blocks: [BUTTONS] })];
    server.show(madePageState({ messages }));
    await button('Re-run').waitFor();
    await page.locator('#say').fill('/pod wh');
    await button('Re-run').focus();
    await page.evaluate('document.querySelector(".message").wasHere = true');
    const header = { type: 'header', text: { type: 'plain_text', text: 'Found' } };
    const edited = madeMessage(2, { text: 'x', blocks: [header, BUTTONS], edits: 1 });
    server.show(madePageState({ messages: [madeMessage(1, { text: 'stays' }), edited] }));
    await page.getByRole('heading', { name: 'Found' }).waitFor();
    expect(await page.evaluate('document.querySelector(".message").wasHere')).toBe(true);
    expect(await focused()).toBe('Re-run');
    expect(await page.locator('#say').inputValue()).toBe('/pod wh');
  });

  test('a tall answer is shown from its beginning; whoever has scrolled stays there', async () => {
    const { page, server } = used;
    const tall = (words: string) => madeMessage(2, { text: `${words}${'\nline'.repeat(100)}` });
    const place = () => page.evaluate('document.querySelector("#main-scroller").scrollTop');
    const put = (top: number) => page.evaluate(`document.querySelector("#main-scroller").scrollTop = ${top}`);
    server.show(madePageState({ messages: [madeMessage(1, { text: 'first' }), tall('begins')] }));
    await page.locator('#messages').getByText('begins').waitFor();
    await soon(place).toBeGreaterThan(0);
    const top = Number(await place());
    expect(top).toBeLessThan(150);
    const edits = ['scrolled up', 'scrolled down'];
    for (const [index, at] of [top + 300, 100_000].entries()) {
      await put(at);
      const before = Number(await place());
      const words = edits[index] ?? '';
      server.show(madePageState({ messages: [madeMessage(1, { text: 'first' }), tall(words)] }));
      await page.locator('#messages').getByText(words).waitFor();
      expect(await place()).toBe(before);
    }
    const next = madeMessage(3, { text: 'the next' });
    server.show(madePageState({ messages: [madeMessage(1, { text: 'first' }), tall('x'), next] }));
    await soon(() => page.locator('#messages').getByText('the next').isVisible()).toBe(true);
    const gap =
      'document.querySelector("#main-scroller").getBoundingClientRect().bottom - document.querySelector("#messages").lastElementChild.getBoundingClientRect().bottom';
    await soon(async () => Number(await page.evaluate(gap))).toBeGreaterThanOrEqual(0);
  });

  test('a button is disabled while it is on its way, and what goes wrong is said', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [madeMessage(1, { blocks: [BUTTONS] })] }));
    const { promise, resolve } = Promise.withResolvers<void>();
    server.answerWith(async () => {
      await promise;
      return { ok: false, problem: 'This is no longer offered.' };
    });
    await button('Re-run').click();
    await button('Re-run').and(page.locator('[aria-disabled=true]')).waitFor();
    await button('Re-run').click({ force: true });
    resolve();
    await page.getByRole('alert').getByText('This is no longer offered.').waitFor();
    await button('Re-run').and(page.locator(':not([aria-disabled])')).waitFor();
    const { ts } = madeMessage(1);
    expect(server.asked).toEqual([`act {"channel":"C1","ts":"${ts}","actionId":"rerun","value":"again"}`]);
  });

  test('a menu is chosen from with the keyboard, and nothing is sent before', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [madeMessage(1, { blocks: [BUTTONS] })] }));
    await button('Choose').press('Enter');
    await page.getByRole('menuitem', { name: 'The one' }).press('ArrowDown');
    expect(server.asked).toEqual([]);
    await page.getByRole('menuitem', { name: 'The two' }).press('Enter');
    await soon(() => server.asked.at(-1)).toContain('"actionId":"choose","value":"two"');
  });

  test('Tab takes the first completion, arrows choose another, Enter takes that and then sends', async () => {
    const { page, server } = used;
    server.completeWith(LINES);
    const say = page.locator('#say');
    await say.pressSequentially('/pod why w');
    await page.getByRole('option').first().waitFor();
    await say.press('Tab');
    expect(await say.inputValue()).toBe('/pod why web');
    // What the field says now is offered no more: the list is the next one.
    await soon(() => page.getByRole('option').count()).toBe(1);
    await say.press('ArrowDown');
    await say.press('Enter');
    expect(await say.inputValue()).toBe('/pod why worker');
    await say.press('Enter');
    await soon(() => server.asked).toEqual(['say {"channel":"C1","text":"/pod why worker"}']);
    expect(await say.inputValue()).toBe('');
  });

  test('Enter twice, faster than the server: the first takes the completion, the second sends it', async () => {
    const { page, server } = used;
    server.completeWith(LINES);
    await page.locator('#say').pressSequentially('/pod why w');
    await page.getByRole('option').first().waitFor();
    const press = (key: string) =>
      `document.querySelector('#say').dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true, cancelable: true }))`;
    await page.evaluate(['ArrowDown', 'Enter', 'Enter'].map(press).join(';'));
    await soon(() => server.asked).toEqual(['say {"channel":"C1","text":"/pod why web"}']);
  });

  test('an answer goes into the thread; Escape closes it, and the focus is where it was', async () => {
    const { page, server } = used;
    server.show(fullPageState());
    const opener = page.getByRole('button', { name: /^3 replies/ });
    await opener.press('Enter');
    expect(await focused()).toBe('answer');
    await page.keyboard.type('@podwhy why web');
    await page.keyboard.press('Enter');
    const threadTs = madeMessage(1).ts;
    const said = `say {"channel":"C1","threadTs":"${threadTs}","text":"@podwhy why web"}`;
    await soon(() => server.asked).toEqual([said]);
    await page.keyboard.press('Escape');
    await page.locator('#side').waitFor({ state: 'hidden' });
    expect(await focused()).toMatch(/^3 replies/);
  });

  test('where the answer to a button comes in a thread, that is opened', async () => {
    const { page, server } = used;
    const root = madeMessage(1, { text: 'x', blocks: [BUTTONS] });
    server.show(madePageState({ messages: [root] }));
    await button('Re-run').click();
    await soon(() => server.asked).toHaveLength(1);
    const answer = madeMessage(2, { text: 'the log', threadTs: root.ts });
    server.show(madePageState({ messages: [root, answer] }));
    await page.getByRole('log', { name: 'Thread' }).getByText('the log').waitFor();
    expect(await focused()).toBe('Re-run');
  });

  test('an alert that was asked for leads to its channel', async () => {
    const { page, server } = used;
    await button('Send a sample alert').click();
    await soon(() => server.asked).toEqual(['alert {}']);
    const alert = madeMessage(1, { channel: 'C2', user: 'U0ALERT', text: 'it fires' });
    server.show(madePageState({ messages: [alert] }));
    await page.locator('#place', { hasText: '#alerts' }).waitFor();
  });

  test("a permalink of Slack's leads to the message on this page", async () => {
    const { page, server } = used;
    const root = madeMessage(1, { channel: 'C2', text: 'the incident' });
    const url = `https://shop.slack.com/archives/C2/p${root.ts.replace('.', '')}`;
    server.show(madePageState({ messages: [root, madeMessage(2, { text: `<${url}|its thread>` })] }));
    await page.getByRole('link', { name: 'its thread' }).click();
    await page.locator('#place', { hasText: '#alerts' }).waitFor();
    expect(await page.getByRole('log', { name: 'Thread' }).textContent()).toContain('the incident');
  });

  test('what is broken is healed; what happened is told with its requests', async () => {
    const { page, server } = used;
    server.show(fullPageState());
    await button('Break and heal').click();
    await button('Heal Deployment shop/web').click();
    await soon(() => server.asked).toEqual(['scene {"workload":"web","state":"well"}']);
    await page.keyboard.press('Escape');
    await button('What happened').click();
    expect(await page.locator('.steps').textContent()).toContain('finding timeline');
    const refused = ['403', 'the connection was closed', 'none'];
    expect(await page.locator('.requests .refused').allTextContents()).toEqual(refused);
  });

  test('on a phone one pane at a time, and nothing but code is wider than it', async () => {
    const { page, server } = used;
    await page.setViewportSize({ width: 360, height: 740 });
    server.show(fullPageState());
    const opener = page.getByRole('button', { name: /^3 replies/ });
    await opener.waitFor();
    const wide = `[...document.querySelectorAll('body *:not(.unseen)')].filter((one) => one.matches('pre')
      ? one.scrollWidth > one.clientWidth && (getComputedStyle(one).overflowX !== 'auto' || one.tabIndex < 0)
      : one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML)`;
    expect(await page.evaluate(wide)).toEqual([]);
    await opener.click();
    expect(await page.locator('#middle').isVisible()).toBe(false);
    expect(await page.evaluate(wide)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('#middle').isVisible()).toBe(true);
    expect(await page.locator('#sidebar').isVisible()).toBe(false);
    await button('Channels and controls').click();
    expect(await button('Send a sample alert').isVisible()).toBe(true);
    expect(await page.evaluate(wide)).toEqual([]);
  });
});
