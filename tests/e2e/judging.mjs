// A competition that is being judged: two entries, one judge who was assigned both.
import { begin, check, closeEntries, form, openCompetition, post, send, signUp, submit, transition, write } from './acts.mjs';
import { withVisitor } from './browser.mjs';
import { people, signInOn } from './sign-in.mjs';

/**
 * `written(page, id, title)`: what a team does with an entry before it is handed in. `screened(page)`: what an organiser does
 * when entries are checked.
 * @returns {Promise<{organiser: object, judge: {email: string, password: string}, session: object, entries: string[]}>}
 */
export async function judging(browser, server, slug, { written = async () => {}, screened = async () => {} } = {}) {
  const as = (visit, more = {}) => withVisitor(browser, { origin: server.origin, js: false, ...more }, visit);
  const organiser = await as(async (page, context) => {
    await signInOn(page, people(server.output()).organiser);
    await openCompetition(page, slug);
    return context.storageState();
  });
  const entries = [];
  for (const [name, title] of [['Amina', 'Ballot Walk'], ['Timur', 'Orange Kite']]) {
    const enter = async (page) => {
      await signUp(page, name, `/c/${slug}/enter`);
      const id = await begin(page, { title, team: `Team ${name}`, name, country: 'KE' });
      await written(page, id, title);
      await write(page, id);
      await submit(page);
      return id;
    };
    entries.push(await as(enter));
  }
  const invitation = await as(
    async (page) => {
      await closeEntries(page, slug);
      for (const id of entries) await check(page, slug, id, 'pass');
      await screened(page);
      await page.goto(`/en/c/${slug}/organise/panel`);
      const invite = form(page, 'panel/invite');
      await invite.locator('[name=name]').fill('Judge Noor');
      await invite.locator('[name=email]').fill('noor@example.org');
      await invite.locator('[name=languages]').fill('en, ar');
      await post(page, send(page, 'panel/invite'));
      await page.goto(`/en/c/${slug}/organise/panel`);
      return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
    },
    { session: organiser },
  );
  const judge = { email: `noor-${slug}@example.org`, password: 'correct horse battery' };
  const session = await as(async (page, context) => {
    await page.goto(`/en/sign-up?next=${encodeURIComponent(invitation.replace(/^\/en/, ''))}`);
    await page.locator('[name=name]').fill('Noor');
    await page.locator('[name=email]').fill(judge.email);
    await page.locator('[name=password]').fill(judge.password);
    await post(page, send(page, 'accounts/sign_up'));
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
    { session: organiser },
  );
  return { organiser, judge, session, entries };
}
