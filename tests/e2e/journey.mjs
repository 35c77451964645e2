// The whole job, clicked by four people: a team enters, an organiser screens and assigns, a judge scores, everybody reads.
import assert from 'node:assert/strict';
import { withVisitor } from './browser.mjs';
import { people, signInOn } from './sign-in.mjs';

const form = (page, operation) => page.locator(`main form[action="/api/${operation}"]`).first();
const send = (page, operation, button = 'button.button-primary, button') => form(page, operation).locator(button).first();

/** Clicks what posts a form and waits for the page that follows. */
async function post(page, button) {
  const before = page.url();
  await Promise.all([page.waitForEvent('framenavigated', { timeout: 20_000 }), button.click()]);
  await page.waitForLoadState('load');
  const problems = page.locator('.error-summary');
  assert.equal(await problems.count(), 0, `${before} refused: ${await problems.allInnerTexts()}`);
}

async function open(details) {
  if (!(await details.evaluate((element) => element.open))) await details.locator('> summary').click();
}

async function signUp(page, name, next) {
  await page.goto(`/en/sign-up?next=${encodeURIComponent(next)}`);
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=email]').fill(`${name.toLowerCase()}-${Date.now()}@example.org`);
  await page.locator('[name=password]').fill('correct horse battery');
  await post(page, send(page, 'accounts/sign_up'));
}

/** A time of the form's kind, so many seconds from now, in UTC. */
const soon = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19);

async function transition(page, slug) {
  await page.goto(`/en/c/${slug}/organise`);
  const details = page.locator('details.confirm', { has: page.locator('form[action="/api/competition/transition"]') }).first();
  if (await details.count()) await open(details);
  await post(page, send(page, 'competition/transition'));
}

/** Runs the job on a competition of its own. Returns what the visitor reads at the end. */
export async function wholeJob(browser, server, { js, slug }) {
  const options = { origin: server.origin, js };
  const as = (visit, more = {}) => withVisitor(browser, { ...options, ...more }, visit);
  const organiser = people(server.output()).organiser;

  const organiserSession = await as(async (page, context) => {
    await signInOn(page, organiser);
    await page.goto('/en/new');
    await page.locator('[name=name]').fill(`Peace games ${slug}`);
    await page.locator('[name=slug]').fill(slug);
    await post(page, send(page, 'competition/create'));
    await page.goto(`/en/c/${slug}/organise/settings`);
    await page.locator('[name=reviews_per_entry]').fill('1');
    await post(page, send(page, 'competition/save_settings'));
    await transition(page, slug);
    return context.storageState();
  });

  const entry = await as(async (page, context) => {
    await signUp(page, 'Amina', `/c/${slug}/enter`);
    const start = form(page, 'entries/create');
    await start.locator('[name=track]').first().check();
    await start.locator('[name=title]').fill('Ballot <Walk> & co');
    await start.locator('[name=team_name]').fill('Kiosk Nine');
    await start.locator('[name=public_name]').fill('Amina O.');
    await start.locator('[name=country]').selectOption('KE');
    await post(page, send(page, 'entries/create'));
    const id = /entries\/([0-9a-f-]{36})/.exec(page.url())[1];
    await page.goto(`/en/entries/${id}/edit`);
    const edit = form(page, 'entries/save_draft');
    await edit.locator('[name=pitch]').fill('Walk to the ballot together.');
    for (const name of ['description', 'dialogue', 'prevention']) await edit.locator(`[name="answer[${name}]"]`).fill(`Words about ${name}.`);
    await edit.locator('input[type=checkbox][name^=languages]').first().check();
    await edit.locator('input[type=checkbox][name^=platforms]').first().check();
    for (const name of ['play_url', 'video_url']) {
      const field = edit.locator(`[name="answer[${name}]"]`);
      await field.fill(`https://play.example/${name}`);
    }
    await edit.locator('[name=accept_rules]').check();
    await post(page, edit.locator('button[formaction="/api/entries/submit"]'));
    assert.match(await page.locator('main').innerText(), /submitted/i);
    return { id, session: await context.storageState() };
  });

  await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/organise/settings`);
      const dates = page.locator('form[action="/api/competition/move_date"]', { has: page.locator('[name=date]') }).first();
      const choice = dates.locator('select[name=date]');
      if (await choice.count()) await choice.selectOption('entries_close_at');
      await dates.locator('[name=value]').fill(soon(4));
      await dates.locator('[name=reason]').fill('Everybody has entered');
      await post(page, dates.locator('button').first());
      await new Promise((resolve) => setTimeout(resolve, 6000));
      await transition(page, slug);
      await page.goto(`/en/c/${slug}/organise/entries/${entry.id}`);
      const check = form(page, 'entries/check');
      await check.locator('[name=outcome][value=pass]').check();
      await post(page, send(page, 'entries/check'));
      await page.goto(`/en/c/${slug}/organise/panel`);
      const invite = form(page, 'panel/invite');
      await invite.locator('[name=name]').fill('Judge Noor');
      await invite.locator('[name=email]').fill('noor@example.org');
      await invite.locator('[name=languages]').fill('en, ar');
      await post(page, send(page, 'panel/invite'));
    },
    { session: organiserSession },
  );
  const invitation = await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/organise/panel`);
      return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
    },
    { session: organiserSession },
  );

  const judge = await as(async (page, context) => {
    await signUp(page, 'Noor', invitation.replace(/^\/en/, ''));
    const accept = form(page, 'panel/accept');
    if (!(await accept.locator('[name=languages]').inputValue())) await accept.locator('[name=languages]').fill('en');
    await accept.locator('[name=conduct]').check();
    await post(page, send(page, 'panel/accept'));
    await page.goto(`/en/c/${slug}/judge/conflicts`);
    await form(page, 'panel/declare_conflicts').locator('[name=confirmed]').check();
    await post(page, send(page, 'panel/declare_conflicts'));
    return context.storageState();
  });

  await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/organise/assignment`);
      await post(page, send(page, 'panel/propose'));
      await post(page, send(page, 'panel/apply'));
      await transition(page, slug);
    },
    { session: organiserSession },
  );

  await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/judge`);
      await page.locator(`main a[href="/en/judge/entries/${entry.id}"]`).first().click();
      await page.waitForURL(/judge\/entries/);
      const card = form(page, 'scores/save');
      const names = await card.locator('input[type=radio]').evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
      for (const [at, name] of names.entries()) {
        await card.locator(`input[name="${name}"][value="${at % 2 ? 4 : 3}"]`).check();
      }
      // With scripts the total follows every mark; without, it shows what is stored.
      if (js) await page.waitForFunction(() => /^7\d\.\d$|^6\d\.\d$/.test(document.querySelector('.running-total output')?.textContent ?? ''));
      await post(page, page.locator('button[name=submit][value=submit]'));
      assert.match(await page.locator('main').innerText(), /submitted/i);
    },
    { session: judge },
  );

  await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/results`);
      assert.match(await page.locator('h1').innerText(), /not out yet/i);
    },
    { session: entry.session, expected: [/404/] },
  );

  await as(
    async (page) => {
      await transition(page, slug);
      await page.goto(`/en/c/${slug}/organise/results`);
      await open(form(page, 'results/publish').locator('details.confirm'));
      await post(page, send(page, 'results/publish'));
    },
    { session: organiserSession },
  );

  return as(async (page) => {
    await page.goto(`/en/c/${slug}/results`);
    return page.locator('main').innerText();
  });
}
