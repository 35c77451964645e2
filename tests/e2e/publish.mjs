// Publishing takes two organisers: one proposes what the page shows, another, who was invited for it, confirms.
import { form, post, send, signUp } from './acts.mjs';

/** `as(visit, { session })` opens a page; `session`: the organiser's. */
export async function publish(as, slug, session) {
  const invitation = await as(
    async (page) => {
      await page.goto(`/en/c/${slug}/organise/results`);
      await post(page, send(page, 'results/propose'));
      await page.goto(`/en/c/${slug}/organise/organisers`);
      const invite = form(page, 'competition/invite_organiser');
      await invite.locator('[name=name]').fill('Samir');
      await invite.locator('[name=email]').fill(`samir-${slug}@example.org`);
      await invite.locator('[name=rights]').selectOption('owner');
      await post(page, send(page, 'competition/invite_organiser'));
      await page.goto(`/en/c/${slug}/organise/organisers`);
      return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
    },
    { session },
  );
  await as(async (page) => {
    await signUp(page, 'Samir', invitation.replace(/^\/en/, ''));
    await post(page, send(page, 'competition/join_organisers'));
    await page.goto(`/en/c/${slug}/organise/results`);
    await post(page, send(page, 'results/confirm'));
  });
}
