// Signing in as one of the demo competition's people, with what the program prints for them.
import { withVisitor } from './browser.mjs';

/** The printed lines: `sign in as judge: judge@demo.example / some password`. */
const LINE = /sign in as ([\w-]+): *(\S+@\S+) *\/ *(.+)/g;

/** @returns {Record<string, {email: string, password: string}>} by role */
export function people(output) {
  return Object.fromEntries(
    [...output.matchAll(LINE)].map(([, role, email, password]) => [role, { email, password: password.trim() }]),
  );
}

/** Signs in on the page, as a person does. */
export async function signInOn(page, { email, password }) {
  await page.goto('/en/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.locator('main form button').click();
  await page.waitForURL(/\/en\/work/);
}

/** Signs in as a role; returns the session to hand to further visitors. */
export async function signIn(browser, server, role) {
  const known = people(server.output());
  if (!known[role]) throw new Error(`nobody to sign in as '${role}', only: ${Object.keys(known).join(', ') || 'nobody'}`);
  return withVisitor(browser, { origin: server.origin }, async (page, context) => {
    await signInOn(page, known[role]);
    return context.storageState();
  });
}
