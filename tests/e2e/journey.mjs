// The whole job, clicked by four people: a team enters, an organiser screens and assigns, a judge scores, everybody reads.
import assert from 'node:assert/strict';
import { begin, check, closeEntries, form, openCompetition, post, send, signUp, submit, transition, write } from './acts.mjs';
import { withVisitor } from './browser.mjs';
import { publish } from './publish.mjs';
import { people, signInOn } from './sign-in.mjs';

/** Runs the job on a competition of its own. Returns what the visitor reads at the end. */
export async function wholeJob(browser, server, { js, slug }) {
  const options = { origin: server.origin, js };
  const as = (visit, more = {}) => withVisitor(browser, { ...options, ...more }, visit);
  const organiser = people(server.output()).organiser;

  const organiserSession = await as(async (page, context) => {
    await signInOn(page, organiser);
    await openCompetition(page, slug);
    return context.storageState();
  });

  const entry = await as(async (page, context) => {
    await signUp(page, 'Amina', `/c/${slug}/enter`);
    const id = await begin(page, { title: 'Ballot <Walk> & co', team: 'Kiosk Nine', name: 'Amina O.', country: 'KE' });
    await write(page, id);
    await submit(page);
    assert.match(await page.locator('main').innerText(), /submitted/i);
    return { id, session: await context.storageState() };
  });

  await as(
    async (page) => {
      await closeEntries(page, slug);
      await check(page, slug, entry.id, 'pass');
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
      // Nothing was opened: asked once, with every mark kept.
      await page.locator('button[name=submit][value=submit]').click();
      await page.getByRole('button', { name: 'Submit all the same' }).waitFor();
      assert.match(await page.locator('main').innerText(), /have not opened/i);
      await post(page, page.getByRole('button', { name: 'Submit all the same' }));
      assert.match(await page.locator('main').innerText(), /submitted/i);
    },
    { session: judge, expected: [/409/] },
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
    },
    { session: organiserSession },
  );
  await publish(as, slug, organiserSession);

  return as(async (page) => {
    await page.goto(`/en/c/${slug}/results`);
    return page.locator('main').innerText();
  });
}
