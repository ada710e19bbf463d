import { describe, test } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.ts';
import { madeMessage, madePageState } from './support/made-page-state.ts';
import { soon } from './support/soon.ts';
import { usePage } from './support/use-page.ts';

const ROOT = madeMessage(1, { user: 'U0ANN', text: 'web is down' });

describe.skipIf(chromiumPath === undefined)('where the page is', () => {
  const used = usePage();
  const heading = () => used.page.locator('#place').textContent();
  const goTo = (name: string) => used.page.getByRole('button', { name, exact: true }).click();

  test('a reload stays there, Back and Forward lead along the way that was gone', async () => {
    const { page, server } = used;
    await goTo('#alerts');
    await goTo('podwhy: App Home');
    await page.reload();
    await soon(heading).toBe('podwhy: App Home');
    await soon(() => server.asked.filter((one) => one.startsWith('home'))).toHaveLength(2);
    await page.goBack();
    await soon(heading).toBe('#alerts');
    await page.goBack();
    await soon(heading).toBe('#shop');
    await page.goForward();
    await soon(heading).toBe('#alerts');
  });

  test('a place that there is not is the first channel', async () => {
    const { page, server } = used;
    await page.goto(`${server.url}#C0NOWHERE`);
    await page.reload();
    await soon(heading).toBe('#shop');
  });

  test('a playground that was started anew has neither the thread nor the App Home that was open', async () => {
    const { page, server } = used;
    server.show(madePageState({ messages: [ROOT] }));
    await page.getByRole('button', { name: 'Reply in thread' }).press('Enter');
    await page.getByRole('log', { name: 'Thread' }).getByText('web is down').waitFor();
    server.show(madePageState());
    await soon(() => page.locator('#side').isVisible()).toBe(false);
    server.show(madePageState({ home: [{ type: 'divider' }] }));
    await goTo('podwhy: App Home');
    server.show(madePageState());
    await soon(() => server.asked.filter((one) => one.startsWith('home'))).toHaveLength(2);
  });
});
