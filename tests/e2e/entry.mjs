// A draft of the demo's team in its open competition, with a minor and an invitation: what pages of an entry need.
import { withVisitor } from './browser.mjs';

/** @returns {Promise<{entry: string, consent: string, join: string}>} paths without the language */
export function beginEntry(browser, server, session, { title = 'River Voices' } = {}) {
  return withVisitor(browser, { origin: server.origin, session }, async (page) => {
    await page.goto('/en/c/peaceapp-next/enter');
    const start = page.locator('form[action="/api/entries/create"]');
    await start.locator('[name=track]').first().check();
    await start.locator('[name=title]').fill(title);
    await start.locator('[name=team_name]').fill('Ferry');
    await start.locator('[name=public_name]').fill('Amina');
    await start.locator('[name=country]').selectOption('KE');
    await start.locator('button').last().click();
    await page.waitForURL(/\/edit/);
    const entry = /\/entries\/[0-9a-f-]{36}/.exec(page.url())[0];
    await page.goto(`/en${entry}/team`);
    const add = page.locator('form[action="/api/entries/add_member"]');
    await add.locator('[name=public_name]').fill('Kofi');
    await add.locator('[name=country]').selectOption('GH');
    await add.locator('[name=minor]').check();
    await add.locator('[name=guardian]').fill('Abena');
    await add.locator('button').click();
    await page.waitForURL(/done=/);
    await page.goto(`/en${entry}/team`);
    await page.locator('form[action="/api/entries/invite"] button').first().click();
    await page.waitForURL(/done=/);
    const html = await page.content();
    const link = (name) => new RegExp(`/${name}/[\\w-]+`).exec(html)[0];
    return { entry, consent: link('consent'), join: link('join') };
  });
}
