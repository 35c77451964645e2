// An organiser's journey: an entry that one judge reads, assigned, previewed, put into effect; a pair is kept by hand; a judge
// leaves and the panel is repaired; a conflict of interest comes late.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, check, closeEntries, form, open, openCompetition, post, send, signUp, submit, transition, write } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { people, signInOn } from './sign-in.mjs';

const SLUG = 'assigning';
const JUDGES = [
  ['Noor', 'en, ar'],
  ['Boris', 'en, ru'],
  ['Chen', 'en'],
];

let server, browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const as = (more, visit) => withVisitor(browser, { origin: server.origin, js: false, ...more }, visit);
const main = (page) => page.locator('main').innerText();
const ASSIGNMENT = `/en/c/${SLUG}/organise/assignment`;

/** An entry in one language, handed in. */
const entry = (name, title, language) =>
  as({}, async (page) => {
    await signUp(page, name, `/c/${SLUG}/enter`);
    const id = await begin(page, { title, team: `Team ${name}`, name, country: 'KG' });
    await write(page, id);
    for (const box of await page.locator('input[type=checkbox][name^=languages]').all()) await box.uncheck();
    await page.locator(`input[type=checkbox][name^=languages][value=${language}]`).check();
    await submit(page);
    return id;
  });

/** Invites a judge, who accepts and has no conflict of interest. */
async function judge(session, name, languages) {
  const link = await as({ session }, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/panel`);
    const invite = form(page, 'panel/invite');
    await invite.locator('[name=name]').fill(name);
    await invite.locator('[name=email]').fill(`${name.toLowerCase()}@example.org`);
    await invite.locator('[name=languages]').fill(languages);
    await post(page, send(page, 'panel/invite'));
    return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
  });
  return as({}, async (page, context) => {
    await signUp(page, name, link.replace(/^\/en/, ''));
    const accept = form(page, 'panel/accept');
    await accept.locator('[name=languages]').fill(languages);
    await accept.locator('[name=conduct]').check();
    await post(page, send(page, 'panel/accept'));
    await page.goto(`/en/c/${SLUG}/judge/conflicts`);
    await form(page, 'panel/declare_conflicts').locator('[name=confirmed]').check();
    await post(page, send(page, 'panel/declare_conflicts'));
    return context.storageState();
  });
}

test('an organiser assigns, keeps a pair, repairs, and hears of a late conflict', async () => {
  const session = await as({}, async (page, context) => {
    await signInOn(page, people(server.output()).organiser);
    await openCompetition(page, SLUG);
    await page.goto(`/en/c/${SLUG}/organise/settings`);
    await page.locator('[name=languages]').fill('en, ru');
    await page.locator('[name=reviews_per_entry]').fill('2');
    await post(page, send(page, 'competition/save_settings'));
    return context.storageState();
  });
  const entries = [await entry('Timur', 'Orange Kite', 'ru'), await entry('Amina', 'Ballot Walk', 'en')];
  await as({ session }, async (page) => {
    await closeEntries(page, SLUG);
    for (const id of entries) await check(page, SLUG, id, 'pass');
  });
  const judges = {};
  for (const [name, languages] of JUDGES) judges[name] = await judge(session, name, languages);

  await as({ session }, async (page) => {
    await page.goto(ASSIGNMENT);
    await post(page, send(page, 'panel/propose'));
    const preview = page.locator('section.card', { has: page.locator('#preview') });
    const unread = preview.locator('.task', { hasText: 'Orange Kite' });
    assert.match(await unread.innerText(), /1 of 2 judges read a language of it/);
    assert.match(await preview.innerText(), /\+4 −0/);
    await open(preview.locator('details').first());
    assert.match(await preview.innerText(), /Boris/);
    assert.equal(await page.locator(`a[href*="${ASSIGNMENT}/"]`).count(), 0, 'nothing has taken effect');
    await post(page, send(page, 'panel/apply'));
    assert.equal(await page.locator(`a[href*="${ASSIGNMENT}/"]`).count(), 4);
  });

  // A pair is kept, and says so.
  const kept = await as({ session }, async (page) => {
    await page.goto(ASSIGNMENT);
    const pair = page.locator(`a[href*="${ASSIGNMENT}/"]`, { hasText: 'Noor' }).first();
    await pair.click();
    await page.waitForURL(/assignment\/[0-9a-f-]{36}/);
    const address = new URL(page.url()).pathname;
    await post(page, send(page, 'panel/pin'));
    await page.goto(address);
    assert.match(await main(page), /Every proposal keeps this assignment/);
    return address;
  });

  await as({ session }, async (page) => {
    await transition(page, SLUG);
    await page.goto(`/en/c/${SLUG}/organise/panel`);
    const leaves = page.locator('details.confirm', { has: page.locator('form[action="/api/panel/remove_judge"]'), hasText: 'Boris' });
    await open(leaves.last());
    await post(page, leaves.last().locator('form[action="/api/panel/remove_judge"] button'));
    await page.goto(ASSIGNMENT);
    assert.match(await main(page), /What is short/);
    await post(page, send(page, 'panel/propose_repair'));
    const preview = page.locator('section.card', { has: page.locator('#preview') });
    assert.match(await preview.innerText(), /\+[12] −0/, 'nobody loses anything');
    await post(page, send(page, 'panel/apply'));
    assert.equal(await page.locator(`a[href*="${ASSIGNMENT}/"]`).count(), 4);
    await page.goto(kept);
    assert.match(await main(page), /Every proposal keeps this assignment/);
  });

  // Both judges have both entries now. Chen finds out whose the walk is.
  await as({ session: judges.Chen }, async (page) => {
    await page.goto(`/en/c/${SLUG}/judge`);
    assert.match(await main(page), /Ballot Walk/);
    await page.goto(`/en/c/${SLUG}/judge/conflicts`);
    const late = form(page, 'panel/add_conflict');
    await late.locator('[name=entry]').selectOption(entries[1]);
    await late.locator('[name=kind][value=hard]').check();
    await late.locator('[name=category]').selectOption('family');
    await late.locator('[name=reason]').fill('My sister made it.');
    await post(page, late.locator('button').first());
    await page.goto(`/en/c/${SLUG}/judge`);
    assert.doesNotMatch(await main(page), /Ballot Walk/);
  });
  await as({ session }, async (page) => {
    await page.goto(ASSIGNMENT);
    assert.equal(await page.locator(`a[href*="${ASSIGNMENT}/"]`).count(), 3);
    await post(page, send(page, 'panel/propose_repair'));
    const short = page.locator('.task-urgent', { hasText: 'Ballot Walk' });
    assert.match(await short.first().innerText(), /1/);
    assert.match(await main(page), /What would help/);
  });
});
