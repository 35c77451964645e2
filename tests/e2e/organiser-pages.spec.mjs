// Every page of organisers: accessible, within its width, well-behaved.
import { test } from 'node:test';
import { demo } from './pages.mjs';

const site = demo();

site.testPages(
  'organiser',
  ['', '/settings', '/eligibility', '/questions', '/entries', '/entries/counts', '/entries/consents', '/closes', '/panel', '/panel/capacity', '/panel/capacity?entries=ten', '/panel/balance', '/panel/list', '/panel/settings', '/conflicts', '/conflicts?view=claims', '/conflicts?view=entries', '/conflicts?view=judges', '/assignment', '/scores', '/scores/further', '/results', '/messages', '/messages/reminders', '/messages/texts/entry_submitted', '/organisers', '/copy', '/statistics', '/log', '/tracks/functioning'].map(
    (page) => `/c/peaceapp-demo/organise${page}`,
  ),
);
test('organiser: an entry with look-alikes, a concern and links to be checked', async () => {
  const path = await site.as('organiser', async (page) => {
    await page.goto('/en/c/peaceapp-demo/organise/entries');
    await page.locator('form[action="/api/entries/compare"] button').click();
    await page.waitForURL(/done=compared/);
    await page.locator('tbody a').first().click();
    const raise = page.locator('details', { has: page.locator('form[action="/api/entries/raise_concern"]') });
    await raise.locator('summary').click();
    await raise.locator('[name=concern_text]').fill('Names a village.');
    await raise.locator('button').click();
    await page.waitForURL(/done=screening-recorded/);
    return new URL(page.url()).pathname.replace(/^\/en/, '');
  });
  await site.assertPage('organiser', path);
  await site.assertPage('organiser', '/c/peaceapp-demo/organise/entries?concern=on');
  await site.assertPage('organiser', '/c/peaceapp-next/organise/entries/consents');
});
