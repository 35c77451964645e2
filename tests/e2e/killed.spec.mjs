// A server that is killed while a file comes in: whatever it was doing, nothing is half there, the same form can be sent
// again, and a day later nothing is left of what did not arrive.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { dataFolder, serve } from './server.mjs';
import { people } from './sign-in.mjs';

/** Milliseconds from the last byte sent to the kill: from before it is checked to after it is answered. */
const DELAYS = [0, 5, 15, 40, 100, 250, 600];

let data, cookie, entry;
before(async () => {
  data = dataFolder();
  const server = await start();
  const { email, password } = people(server.output()).team;
  const signedIn = await server.post('accounts/sign_in', { email, password, next: '' });
  cookie = signedIn.headers.getSetCookie()[0].split(';')[0];
  const page = await server.text('/en/c/peaceapp-next/enter');
  const track = /name="track"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="track"/.exec(page);
  const begun = await server.post('entries/create', {
    slug: 'peaceapp-next',
    track: track[1] ?? track[2],
    title: 'Survivor',
    team_name: 'Ferry',
    organisation: '',
    public_name: 'Amina',
    country: 'KE',
    role: '',
    minor: '',
    guardian: '',
  });
  entry = /entries\/([0-9a-f-]{36})/.exec(begun.headers.get('location'))[1];
  await server.kill();
});
after(() => rmSync(data, { recursive: true, force: true }));

test('killed at any moment of an upload', async (t) => {
  let sent = 0;
  let answered = 0;
  for (const delay of ['in the middle', ...DELAYS]) {
    const [bytes, key] = [picture(), randomUUID()];
    const server = await start();
    const shown = (await files(server)).length;
    if (delay === 'in the middle') await server.half(key, bytes);
    else {
      const answer = server.upload(key, bytes).then(({ status }) => (answered += Number(status === 200)), () => {});
      await new Promise((resolve) => setTimeout(resolve, delay));
      await server.kill();
      await answer;
    }
    await server.kill();
    sent += 1;

    // The same form again: it is there once, whether or not it was before.
    const next = await start();
    assert.ok([0, 1].includes((await files(next)).length - shown), `${delay}`);
    const again = await next.upload(key, bytes);
    assert.equal(again.status, 200, `${delay}: ${await again.text()}`);
    const now = await files(next);
    assert.equal(now.length, shown + 1, `after ${delay} ms`);
    for (const id of now) assert.equal((await next.get(`/files/${id}`)).status, 200, `a row without its file, after ${delay} ms`);
    await next.post('entries/remove_file', { entry, file: now.at(-1) });
    await next.kill();
  }
  t.diagnostic(`${sent} kills, ${answered} of them after the answer`);
  assert.ok(answered < sent, 'no kill came before the answer');

  // A day later.
  assert.ok(kept('incoming').length + kept('files').length > 0, 'nothing was left behind to forget');
  const old = Date.now() / 1000 - 2 * 86_400;
  for (const file of [...kept('incoming'), ...kept('files')]) utimesSync(file, old, old);
  const server = await start();
  await forgotten();
  assert.equal((await files(server)).length, 0);
  await server.kill();
});

/** Waits until nothing is left. */
async function forgotten() {
  const until = Date.now() + 20_000;
  while (kept('incoming').length + kept('files').length > 0) {
    assert.ok(Date.now() < until, `left for good: ${[...kept('incoming'), ...kept('files')]}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The files below a folder of the data. */
function kept(folder) {
  const all = readdirSync(join(data, folder), { recursive: true }).map((name) => join(data, folder, name));
  return all.filter((path) => statSync(path).isFile());
}

/** The ids of the entry's files, as its page shows them. */
async function files(server) {
  const page = await server.text(`/en/entries/${entry}/files`);
  return [...new Set([...page.matchAll(/\/files\/([0-9a-f-]{36})/g)].map(([, id]) => id))];
}

/** A picture of noise, which no two calls give alike. */
function picture(width = 640, height = 480) {
  const chunk = (kind, body) => {
    const rest = Buffer.concat([Buffer.from(kind), body]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(rest));
    return Buffer.concat([size, rest, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.alloc(1), randomBytes(width * 3)])));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}

/** The server on the data folder, with a client that is signed in. */
async function start() {
  const { origin, output, end } = await serve(data);
  const headers = () => ({ origin, cookie: cookie ?? '', accept: 'application/json' });
  const get = (path) => fetch(origin + path, { headers: headers() });
  const form = (key, bytes) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ key, entry, kind: 'screenshot', alt: 'Noise' })) body.append(name, value);
    body.append('file', new Blob([bytes], { type: 'image/png' }), 'noise.png');
    return body;
  };
  return {
    output,
    get,
    text: async (path) => (await fetch(origin + path, { headers: { ...headers(), accept: 'text/html' } })).text(),
    post: (operation, fields) =>
      fetch(`${origin}/api/${operation}`, {
        method: 'POST',
        headers: { ...headers(), accept: 'text/html' },
        body: new URLSearchParams({ key: randomUUID(), ...fields }),
        redirect: 'manual',
      }),
    upload: (key, bytes) => fetch(`${origin}/api/entries/add_file`, { method: 'POST', headers: headers(), body: form(key, bytes) }),
    /** Sends half of a form, and no more. */
    async half(key, bytes) {
      const whole = new Response(form(key, bytes));
      const body = Buffer.from(await whole.arrayBuffer());
      const half = new ReadableStream({ start: (stream) => stream.enqueue(body.subarray(0, body.length / 2)) });
      const request = fetch(`${origin}/api/entries/add_file`, {
        method: 'POST',
        headers: { ...headers(), 'content-type': whole.headers.get('content-type') },
        body: half,
        duplex: 'half',
      });
      request.catch(() => {});
      const until = Date.now() + 10_000;
      while (kept('incoming').length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.equal(kept('incoming').length, 1, 'half a file arrived');
    },
    kill: () => end('SIGKILL'),
  };
}
