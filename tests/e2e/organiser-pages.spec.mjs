// Every page of organisers: accessible, within its width, well-behaved.
import { test } from 'node:test';
import { demo } from './pages.mjs';

const site = demo();

site.testPages(
  'organiser',
  ['', '/settings', '/eligibility', '/questions', '/entries', '/entries/counts', '/entries/consents', '/closes', '/panel', '/panel/capacity', '/panel/capacity?entries=ten', '/panel/balance', '/panel/list', '/panel/settings', '/conflicts', '/conflicts?view=claims', '/conflicts?view=entries', '/conflicts?view=judges', '/conflicts/own', '/assignment', '/scores', '/scores?refresh=60', '/scores/further', '/scores/reports', '/scores/calibration', '/scores/agreement', '/results', '/method', '/method/compare', '/analysis', '/feedback', '/prizes', '/appeals', '/rounds', '/deliberation', '/deliberation/votes', '/messages', '/messages/reminders', '/messages/texts/entry_submitted', '/organisers', '/copy', '/statistics', '/log', '/tracks/functioning'].map(
    (page) => `/c/peaceapp-demo/organise${page}`,
  ),
);
test('organiser: an entry with look-alikes, a concern and links to be checked', async () => {
  const path = await site.as('organiser', async (page) => {
    await page.goto('/en/c/peaceapp-demo/organise/entries');
    await page.locator('form[action="/api/entries/compare"] button').click();
    await page.waitForURL(/done=compared/);
    // The demo's team has an address of the organiser's domain: its entry is kept from the organiser.
    await page.locator('tbody tr').filter({ hasNotText: 'Kept from you' }).locator('a').first().click();
    const raise = page.locator('details', { has: page.locator('form[action="/api/entries/raise_concern"]') });
    await raise.locator('summary').click();
    await raise.locator('[name=concern_text]').fill('Names a village.');
    await raise.locator('button').click();
    await page.waitForURL(/done=screening-recorded/);
    return new URL(page.url()).pathname.replace(/^\/en/, '');
  });
  await site.assertPage('organiser', path);
  await site.assertPage('organiser', `${path}/translations`);
  await site.assertPage('organiser', `${path}/translations/fr`);
  const kept = await site.as('organiser', async (page) => {
    await page.goto('/en/c/peaceapp-demo/organise/entries?text=ballot');
    await page.locator('tbody tr').filter({ hasText: 'Kept from you' }).locator('a').first().click();
    return new URL(page.url()).pathname.replace(/^\/en/, '');
  });
  await site.assertPage('organiser', kept);
  await site.assertPage('organiser', '/c/peaceapp-demo/organise/conflicts/own');
  await site.assertPage('organiser', '/c/peaceapp-demo/organise/entries?concern=on');
  await site.assertPage('organiser', '/c/peaceapp-next/organise/entries/consents');
});
