// Signing in as one of the demo competition's people, by the links that the program prints for them.
import { withVisitor } from './browser.mjs';

/** The printed lines: `sign in as judge: http://127.0.0.1:3000/..`. */
const LINE = /sign in as ([\w-]+): *https?:\/\/[^/\s]+(\/\S+)/g;

/** @returns {Record<string, string>} role -> path of its one-time link */
export function signInLinks(output) {
  return Object.fromEntries([...output.matchAll(LINE)].map(([, role, path]) => [role, path]));
}

/** Uses the role's link, once, and returns the session to hand to further visitors. */
export async function signIn(browser, server, role) {
  const links = signInLinks(server.output());
  const link = links[role];
  if (!link) throw new Error(`no sign-in link for '${role}', only for: ${Object.keys(links).join(', ') || 'nobody'}`);
  return withVisitor(browser, { origin: server.origin }, async (page, context) => {
    await page.goto(link);
    // A link that mail scanners may open must not be used up by that: a person confirms it by a button.
    const confirm = page.locator('main form [type=submit], main form button');
    if (await confirm.count()) {
      await Promise.all([page.waitForURL((url) => url.pathname !== new URL(link, server.origin).pathname), confirm.first().click()]);
    }
    return context.storageState();
  });
}
