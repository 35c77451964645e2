// A draft on a phone over a bad network saves itself, says so, and loses nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, withVisitor } from './browser.mjs';
import { beginEntry } from './entry.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

let server, browser, session, path;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  session = await signIn(browser, server, 'team');
  path = `/en${(await beginEntry(browser, server, session)).entry}/edit`;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const phone = { width: 360, height: 740 };
const field = (page, key) => page.locator(`[name="answer[${key}]"]`);
const says = (page, words) => page.locator('.save-state', { hasText: words }).waitFor({ timeout: 20_000 });
const stored = (key) =>
  withVisitor(browser, { origin: server.origin, session, js: false }, async (page) => {
    await page.goto(path);
    return field(page, key).inputValue();
  });

test('the network is cut twice and nothing is lost', async () => {
  const cut = /ERR_INTERNET_DISCONNECTED|Failed to load resource/;
  await withVisitor(browser, { origin: server.origin, session, ...phone, expected: [cut] }, async (page, context) => {
    await page.goto(path);
    await says(page, 'Saves itself');
    await field(page, 'description').pressSequentially('A ferry, ');
    await says(page, /Saved \d\d:\d\d/);
    assert.equal(await stored('description'), 'A ferry,');

    for (const words of ['two banks, ', 'one rope.']) {
      await context.setOffline(true);
      await field(page, 'description').pressSequentially(words);
      await says(page, 'Not saved, trying again');
      // What is typed while nobody answers goes with a later save.
      await field(page, 'dialogue').pressSequentially('They pull together. ');
      await context.setOffline(false);
      await says(page, /Saved \d\d:\d\d/);
    }
    await page.waitForTimeout(2500);
    await says(page, /Saved \d\d:\d\d/);
    assert.equal(await stored('description'), 'A ferry, two banks, one rope.');
    assert.equal(await stored('dialogue'), 'They pull together. They pull together.');

    // The button still works: the form knows which version it is based on.
    await field(page, 'prevention').fill('Nobody crosses alone.');
    await page.locator('form#entry-form button').first().click();
    await page.waitForURL(/done=saved/);
    assert.equal(await stored('prevention'), 'Nobody crosses alone.');
  });
});

test('what is ticked and unticked saves itself', async () => {
  const theme = (page, key) => page.locator(`[name="answer[theme][]"][value=${key}]`);
  const ticked = () =>
    withVisitor(browser, { origin: server.origin, session, js: false }, async (page) => {
      await page.goto(path);
      return page.locator('[name="answer[theme][]"]').evaluateAll((boxes) => boxes.filter((box) => box.checked).map((box) => box.value));
    });
  await withVisitor(browser, { origin: server.origin, session, ...phone }, async (page) => {
    await page.goto(path);
    await says(page, 'Saves itself');
    const saved = () => page.waitForResponse((reply) => reply.url().endsWith('/api/entries/save_draft') && reply.ok());
    let once = saved();
    await theme(page, 'stories').check();
    await theme(page, 'spaces').check();
    await once;
    assert.deepEqual(await ticked(), ['spaces', 'stories']);
    once = saved();
    await theme(page, 'stories').uncheck();
    await theme(page, 'spaces').uncheck();
    await once;
    assert.deepEqual(await ticked(), []);
  });
});

test('what is written before the scripts are there is saved once they are', async () => {
  await withVisitor(browser, { origin: server.origin, session, ...phone }, async (page, context) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await context.route(/_bg\.wasm$/, (route) => held.then(() => route.continue()));
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await field(page, 'dialogue').fill('Written early.');
    release();
    await says(page, /Saved \d\d:\d\d/);
    assert.equal(await stored('dialogue'), 'Written early.');
  });
});

test('two who write at once see both texts', async () => {
  const conflict = /409/;
  await withVisitor(browser, { origin: server.origin, session, ...phone, expected: [conflict] }, async (page) => {
    await page.goto(path);
    await withVisitor(browser, { origin: server.origin, session }, async (other) => {
      await other.goto(path);
      await field(other, 'description').fill('The other text.');
      await says(other, /Saved \d\d:\d\d/);
    });
    await field(page, 'description').fill('My text.');
    await says(page, 'Not saved. Press the button');
    assert.equal(await stored('description'), 'The other text.');
    await page.locator('form#entry-form button').first().click();
    await page.locator('#stored').waitFor();
    assert.equal(await field(page, 'description').inputValue(), 'My text.');
    assert.match(await page.locator('section[aria-labelledby=stored]').innerText(), /The other text\./);
    await page.locator('form#entry-form button').first().click();
    await page.waitForURL(/done=saved/);
    assert.equal(await stored('description'), 'My text.');
  });
});
