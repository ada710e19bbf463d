import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.ts';
import { BUTTONS, fullPageState, madeMessage, madePageState, madeProof } from './support/made-page-state.ts';
import { type UsedPage, usePage } from './support/use-page.ts';

const PHONE = { width: 360, height: 740 };
const TABLET = { width: 900, height: 700 };
const HOME = [
  { type: 'header', text: { type: 'plain_text', text: 'Where pods fail' } },
  { type: 'section', text: { type: 'mrkdwn', text: '*shop*: 2 broken' }, accessory: BUTTONS.elements[0] },
  BUTTONS,
];

/** Each look of the page, and how one comes to it from a channel in which nothing is said. */
const LOOKS: Readonly<Record<string, (used: UsedPage) => Promise<void>>> = {
  'nothing said yet': async () => {},
  'a channel with all kinds of messages': full,
  'a thread': thread,
  'what happened, with its JSON': async (used) => {
    used.server.proveWith(async () => madeProof());
    await full(used);
    await open(used.page, 'What happened');
    await used.page.getByText('The findings as JSON').click();
    await used.page.getByRole('group', { name: 'The findings as JSON' }).waitFor();
    await used.page.getByRole('button', { name: /^Copy/ }).click();
    await used.page
      .getByRole('status')
      .getByText(/Copied|Selected/)
      .waitFor();
  },
  'App Home': async ({ page, server }) => {
    server.show(madePageState({ home: HOME }));
    await open(page, 'podwhy: App Home');
    await page.getByRole('heading', { name: 'Where pods fail' }).waitFor();
  },
  'completions, one of them chosen': async ({ page, server }) => {
    server.completeWith([
      { text: '/pod why web', about: 'Deployment in shop' },
      { text: '/pod why worker', about: 'Deployment in shop' },
    ]);
    await page.locator('#say').pressSequentially('/pod why w');
    await page.getByRole('option').first().waitFor();
    await page.locator('#say').press('ArrowDown');
  },
  "a message's menu": async ({ page, server }) => {
    server.show(madePageState({ messages: [madeMessage(1, { text: 'web is down' })] }));
    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Diagnose pods' }).waitFor();
  },
  'what can be broken and healed, and a problem': async ({ page, server }) => {
    server.answerWith(async () => ({ ok: false, problem: 'This is no longer offered.' }));
    await open(page, 'Break and heal');
    await page.getByRole('button', { name: 'Heal Deployment shop/web' }).click();
    await page.getByRole('alert').getByText('This is no longer offered.').waitFor();
  },
};

describe.skipIf(chromiumPath === undefined)('what axe finds on the page', () => {
  const used = usePage();

  describe.each(Object.entries(LOOKS))('%s', (_, come) => {
    test('light and dark: nothing', async () => {
      await come(used);
      for (const colorScheme of ['light', 'dark'] as const) {
        await used.page.emulateMedia({ colorScheme });
        expect(await findings(used.page), colorScheme).toEqual([]);
      }
    });

    test('360 pixels wide: nothing', async () => {
      await used.page.setViewportSize(PHONE);
      await come(used);
      expect(await findings(used.page)).toEqual([]);
    });
  });

  test('a thread in the place of its channel: nothing', async () => {
    await used.page.setViewportSize(TABLET);
    await thread(used);
    expect(await findings(used.page)).toEqual([]);
  });

  test('the channels on a phone: nothing', async () => {
    await used.page.setViewportSize(PHONE);
    await full(used);
    await used.page.getByRole('button', { name: 'Channels and controls' }).click();
    expect(await findings(used.page)).toEqual([]);
  });

  test('what has lost its label is found', async () => {
    await full(used);
    await used.page.evaluate(
      `document.querySelector('#say').removeAttribute('aria-label');
      document.querySelector('#say').removeAttribute('placeholder');
      document.querySelector('.tools .sign').replaceChildren();
      document.querySelector('.tools .sign').removeAttribute('aria-label');`,
    );
    expect(await findings(used.page)).toEqual([
      expect.stringMatching(/^critical, button-name: .*class="control sign"/),
      expect.stringMatching(/^critical, label: .*id="say"/),
    ]);
  });
});

async function full({ page, server }: UsedPage): Promise<void> {
  server.show(fullPageState());
  await page
    .getByRole('heading', { name: 'Deployment r-feed/timeline is unhealthy' })
    .waitFor({ state: 'attached' });
}

async function thread(used: UsedPage): Promise<void> {
  await full(used);
  await used.page.getByRole('button', { name: /^3 replies/ }).click();
  await used.page.getByRole('log', { name: 'Thread' }).waitFor();
}

/** Presses a button that on a phone stands among the channels. */
async function open(page: Page, name: string): Promise<void> {
  const opener = page.getByRole('button', { name: 'Channels and controls' });
  if (await opener.isVisible()) await opener.click();
  await page.getByRole('button', { name }).click();
}

/** All that axe objects to, whatever its impact; the script is evaluated, which the page's own policy allows nobody else. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact}, ${id}: ${html} ${failureSummary}`),
  );
}
