// What a first visit to a page costs, as it travels: compressed, with headers.
// weight.mjs [--role ROLE] PATH..: prints it for pages of the demo competition.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

/** @returns {Promise<{total: number, requests: {url: string, type: string, status: number, bytes: number}[]}>} */
export function firstLoad(browser, path, visitor) {
  return withVisitor(browser, visitor, async (page, context) => {
    const seen = new Map();
    const devtools = await context.newCDPSession(page);
    devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
      seen.set(requestId, { url: response.url, type, status: response.status, bytes: 0 });
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const request = seen.get(requestId);
      if (request) request.bytes = encodedDataLength;
    });
    await devtools.send('Network.enable');
    await page.goto(path, { waitUntil: 'networkidle' });
    const requests = [...seen.values()];
    return { total: requests.reduce((sum, { bytes }) => sum + bytes, 0), requests };
  });
}

async function main() {
  const { values, positionals } = parseArgs({ options: { role: { type: 'string' } }, allowPositionals: true });
  if (positionals.length === 0) throw new Error('usage: weight.mjs [--role ROLE] PATH..');
  const server = await startServer();
  const browser = await openBrowser();
  try {
    const session = values.role && (await signIn(browser, server, values.role));
    for (const path of positionals) {
      const { total, requests } = await firstLoad(browser, path, { origin: server.origin, session });
      console.log(`${path}: ${total} bytes, ${requests.length} requests`);
      for (const { bytes, type, status, url } of requests) {
        console.log(`  ${String(bytes).padStart(8)}  ${status}  ${type.padEnd(10)}  ${url.replace(server.origin, '')}`);
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
