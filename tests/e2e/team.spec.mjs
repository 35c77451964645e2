// Teams' journeys: three people in two countries with a minor whose guardian reads Arabic; an entry that is fixed; one
// that is withdrawn; one that comes too late.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, check, closeEntries, form, open, openCompetition, post, send, signUp, submit, submitButton, write } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { people, signInOn } from './sign-in.mjs';

const PHONE = { width: 360, height: 740 };

let server, browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A competition of its own that is open, and the session of its organiser. */
async function competition(slug) {
  return as({}, async (page, context) => {
    await signInOn(page, people(server.output()).organiser);
    await openCompetition(page, slug);
    return context.storageState();
  });
}

/** Somebody new who begins an entry on a phone. */
const entrant = (slug, title, more = {}) =>
  as(PHONE, async (page, context) => {
    await signUp(page, 'Amina', `/c/${slug}/enter`);
    const id = await begin(page, { title, team: 'Ferry', name: 'Amina O.', country: 'KE' });
    await more.then?.(page, id);
    return { id, session: await context.storageState() };
  });

const as = (more, visit) => withVisitor(browser, { origin: server.origin, js: false, ...more }, visit);
const main = (page) => page.locator('main').innerText();
/** The address of a link that a page shows, without origin and language. */
const shownLink = async (page, kind) => new RegExp(`/${kind}/[\\w-]+`).exec(await page.content())[0];

test('three people in two countries, one of them fourteen, with a guardian who reads Arabic', async () => {
  const slug = 'three-people';
  const organiser = await competition(slug);
  const amina = await entrant(slug, 'River Voices');
  const team = `/en/entries/${amina.id}/team`;

  const links = await as({ ...PHONE, session: amina.session }, async (page) => {
    await page.goto(team);
    await post(page, send(page, 'entries/invite', 'button'));
    await page.goto(team);
    return { join: await shownLink(page, 'join') };
  });
  await as(PHONE, async (page) => {
    await signUp(page, 'Kwame', links.join);
    await page.goto(`/en${links.join}`);
    const join = form(page, 'entries/join');
    await join.locator('[name=public_name]').fill('Kwame B.');
    await join.locator('[name=country]').selectOption('GH');
    await post(page, send(page, 'entries/join', 'button'));
    assert.match(await main(page), /River Voices/);
  });
  await as({ ...PHONE, session: amina.session }, async (page) => {
    await page.goto(team);
    const add = form(page, 'entries/add_member');
    await add.locator('[name=public_name]').fill('Star of the River');
    await add.locator('[name=country]').selectOption('GH');
    await add.locator('[name=minor]').check();
    await add.locator('[name=guardian]').fill('ليلى');
    await post(page, send(page, 'entries/add_member', 'button'));
    await page.goto(team);
    const words = await main(page);
    for (const name of ['Amina O.', 'Kwame B.', 'Star of the River']) assert.ok(words.includes(name), name);
    links.consent = await shownLink(page, 'consent');
    await write(page, amina.id);
    await submit(page);
  });

  // Nobody passes an entry while a guardian has not agreed.
  const passes = (expected) =>
    as({ session: organiser, expected: [/409|422/] }, async (page) => {
      await page.goto(`/en/c/${slug}/organise/entries/${amina.id}`);
      const checked = form(page, 'entries/check');
      await checked.locator('[name=outcome][value=pass]').check();
      await send(page, 'entries/check').click();
      await page.waitForLoadState('load');
      assert.equal(await page.locator('.error-summary, .notice-danger, [role=alert]').count() > 0, !expected, await main(page));
    });
  await as({ session: organiser }, (page) => closeEntries(page, slug));
  await passes(false);

  const answer = (choose) =>
    as({ ...PHONE, locale: 'ar' }, async (page) => {
      await page.goto(`/ar${links.consent}`);
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      const words = await main(page);
      assert.match(words, /[\u0600-\u06ff]{4}/);
      assert.ok(words.includes('Star of the River'), words);
      await choose(page);
      await post(page, send(page, 'entries/answer_consent', 'button'));
    });
  await answer((page) => page.locator('[name=answer][value=given]').check());
  await passes(true);

  // Taken back, on a page that has one thing to say; then given again.
  const desk = () =>
    as({ session: amina.session }, async (page) => {
      await page.goto(`/en/entries/${amina.id}`);
      return main(page);
    });
  await answer(() => {});
  assert.match(await desk(), /Fix needed[\s\S]*guardian’s consent is missing/);
  await answer((page) => page.locator('[name=answer][value=given]').check());
  assert.doesNotMatch(await desk(), /consent is missing\n/);
  await as({ ...PHONE, session: amina.session }, async (page) => {
    await page.goto(`/en/entries/${amina.id}/edit`);
    await page.locator('[name=accept_rules]').check();
    await submit(page);
  });
  await passes(true);
});

test('an entry is fixed within the time given for it', async () => {
  const slug = 'fixed';
  const organiser = await competition(slug);
  const amina = await entrant(slug, 'Dead Link', {
    then: async (page, id) => {
      await write(page, id);
      await submit(page);
    },
  });
  await as({ session: organiser }, async (page) => {
    await closeEntries(page, slug);
    await check(page, slug, amina.id, 'fix_needed', { reason: 'link', text: 'The address of the game answers nobody.' });
  });
  await as({ ...PHONE, session: amina.session }, async (page) => {
    await page.goto(`/en/entries/${amina.id}`);
    assert.match(await main(page), /The address of the game answers nobody\./);
    await page.goto(`/en/entries/${amina.id}/edit`);
    await page.locator('[name="answer[play_url]"]').fill('https://play.example/mended');
    await page.locator('[name=accept_rules]').check();
    await submit(page);
  });
  await as({ session: organiser }, async (page) => {
    await page.goto(`/en/c/${slug}/organise/entries/${amina.id}`);
    assert.match(await main(page), /play\.example\/mended/);
    await check(page, slug, amina.id, 'pass');
  });
  await as({ ...PHONE, session: amina.session }, async (page) => {
    await page.goto(`/en/entries/${amina.id}`);
    assert.match(await main(page), /Eligible|in judging/i);
  });
});

test('an entry is withdrawn, another comes too late', async () => {
  const slug = 'withdrawn-and-late';
  const organiser = await competition(slug);
  const early = await entrant(slug, 'Second Thoughts', {
    then: async (page, id) => {
      await write(page, id);
      await submit(page);
    },
  });
  await as({ ...PHONE, session: early.session }, async (page) => {
    await page.goto(`/en/entries/${early.id}`);
    const withdraw = page.locator('details.confirm', { has: page.locator('form[action="/api/entries/withdraw"]') }).first();
    await open(withdraw);
    await post(page, send(page, 'entries/withdraw', 'button'));
    assert.match(await main(page), /withdrawn/i);
  });

  // Written in time, sent a moment too late: the words are still there, and so is the reason.
  await as({ ...PHONE, expected: [/409/] }, async (page, context) => {
    await signUp(page, 'Late', `/c/${slug}/enter`);
    const id = await begin(page, { title: 'Almost There', team: 'Slow Boat', name: 'Lee', country: 'KE' });
    await write(page, id);
    await as({ session: organiser }, (other) => closeEntries(other, slug));
    await submitButton(page).click();
    await page.waitForLoadState('load');
    assert.equal(await page.locator('[name=pitch]').inputValue(), 'Walk to the ballot together.');
    assert.match(await main(page), /closed|over|deadline/i);
    const session = await context.storageState();
    await as({ session }, async (desk) => {
      await desk.goto(`/en/entries/${id}`);
      assert.match(await main(desk), /This draft was not submitted in time/);
    });
  });
  await as({ session: organiser }, async (page) => {
    await page.goto(`/en/c/${slug}/organise/entries`);
    const words = await main(page);
    assert.match(words, /Second Thoughts/);
    assert.doesNotMatch(words, /Almost There[\s\S]{0,80}Submitted/);
  });
});
