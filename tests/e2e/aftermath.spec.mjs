// What follows on results: comments read by organisers, feedback to teams, an appeal and its answer. Every page in both
// languages and directions, narrow and wide, light and dark; without scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { form, handIn, post, send, transition } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { publish } from './publish.mjs';
import { startServer } from './server.mjs';

const SLUG = 'aftermath';
let server, browser, organiser, judge, entry;
const teams = {};

const as = (session, visit, more = {}) => withVisitor(browser, { origin: server.origin, session, js: false, ...more }, visit);

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const made = await judging(browser, server, SLUG, {
    written: async (page, id) => {
      teams[id] = await page.context().storageState();
    },
  });
  organiser = made.organiser;
  judge = made.session;
  entry = made.entries[0];
  for (const [n, id] of made.entries.entries()) {
    await as(made.session, (page) => handIn(page, id, 4 - n, comment), { expected: [/409/] });
  }
  await as(organiser, (page) => transition(page, SLUG));
  await publish((visit, more = {}) => as(more.session, visit), SLUG, organiser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A comment on each criterion, of which one has an address in it. */
const comment = (n) => (n ? 'The market scene lets both sides speak; the ending comes early.' : 'Write to me: noor@example.org');

/** A page in every form. */
async function everywhere(session, path) {
  for (const [locale, width, dark] of [
    ['en', 1280, false],
    ['ar', 1280, true],
    ['ar', 360, false],
    ['en', 360, true],
  ]) {
    const shown = async (page) => {
      assert.equal((await page.goto(`/${locale}${path}`)).status(), 200, path);
      await looked(page);
    };
    await as(session, shown, { width, dark });
  }
}

test('comments are read, one is cut, the rest released; then teams read them', async () => {
  const desk = `/c/${SLUG}/organise/feedback`;
  const result = `/entries/${entry}/result`;
  await everywhere(teams[entry], result);
  await everywhere(organiser, desk);
  await everywhere(organiser, `${desk}?show=noticed`);
  const one = await as(organiser, async (page) => {
    await page.goto(`/en${desk}?show=noticed`);
    const ways = page.locator('main li.card a.button');
    assert.equal(await ways.count(), 2, 'an address in one comment on each entry');
    return new URL(await ways.first().getAttribute('href'), server.origin).pathname.replace(/^\/en/, '');
  });
  await everywhere(organiser, one);
  await as(organiser, async (page) => {
    await page.goto(`/en${desk}`);
    await post(page, send(page, 'results/release_unnoticed'));
    for (let left = 2; left > 0; left -= 1) {
      await page.goto(`/en${desk}`);
      assert.equal(await page.locator('main form[action="/api/results/release_feedback"]').count(), 0, 'a comment waits');
      await page.locator('main li.card a.button').first().click();
      const decide = form(page, 'results/review_comment');
      await decide.locator('[name=decision][value=edited]').check();
      await decide.locator('[name=edited]').fill('Write to me: […]');
      await post(page, decide.locator('button'));
    }
    await page.goto(`/en${desk}`);
    await post(page, send(page, 'results/release_feedback'));
  });
  await everywhere(organiser, `${desk}?show=decided`);
  await everywhere(judge, `/c/${SLUG}/judge/comments`);
  await everywhere(teams[entry], result);
  await as(teams[entry], async (page) => {
    await page.goto(`/en${result}`);
    const text = await page.locator('main').innerText();
    assert.ok(text.includes('Write to me: […]') && text.includes('The market scene') && !text.includes('noor@'), text);
  });
  await as(judge, async (page) => {
    await page.goto(`/en/c/${SLUG}/judge`);
    await page.getByRole('link', { name: 'What teams read of your comments' }).click();
    const text = await page.locator('main').innerText();
    assert.ok(text.includes('noor@') && text.includes('Write to me: […]') && text.includes('Words taken out'), text);
  });
});

test('a team appeals, is asked once, and reads the decision', async () => {
  const own = `/entries/${entry}/appeal`;
  const desk = `/c/${SLUG}/organise/appeals`;
  await everywhere(undefined, `/c/${SLUG}/appeals`);
  await everywhere(teams[entry], own);
  await as(teams[entry], async (page) => {
    await page.goto(`/en${own}`);
    const file = form(page, 'results/appeal');
    await file.locator('[name=about][value=fact]').check();
    await file.locator('[name=text]').fill('The results name Kenya alone; one of us lives in Chad.');
    await post(page, file.locator('button'));
  });
  await everywhere(organiser, desk);
  const one = await as(organiser, async (page) => {
    await page.goto(`/en${desk}`);
    await page.locator('main li.card a').first().click();
    await page.waitForURL(/appeals\/[0-9a-f-]{36}/);
    const ask = form(page, 'results/ask_about_appeal');
    await ask.locator('[name=question]').fill('Who of you?');
    await post(page, ask.locator('button'));
    return new URL(page.url()).pathname.replace(/^\/en/, '');
  });
  await everywhere(organiser, one);
  await everywhere(teams[entry], own);
  await as(teams[entry], async (page) => {
    await page.goto(`/en${own}`);
    const reply = form(page, 'results/reply_to_question');
    await reply.locator('[name=reply]').fill('Our second programmer.');
    await post(page, reply.locator('button'));
  });
  await as(organiser, async (page) => {
    await page.goto(`/en${one}`);
    const decide = form(page, 'results/decide_appeal');
    await decide.locator('[name=outcome][value=upheld]').check();
    await decide.locator('[name=reason]').fill('You are right. The country is added.');
    await post(page, decide.locator('button'));
  });
  await everywhere(organiser, one);
  await everywhere(teams[entry], own);
  await everywhere(undefined, `/c/${SLUG}/appeals`);
});
