// A road to a server on which bytes are counted as they travel: also those that a service worker fetches.
import { createServer, connect } from 'node:net';

/** @returns {Promise<{origin: string, received: () => number, close: () => Promise<void>}>} `received`: since it was asked last. */
export async function meter(origin) {
  const { hostname, port } = new URL(origin);
  let bytes = 0;
  const open = new Set();
  const road = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      // Either end may go away in the middle: the other one then does too.
      socket.on('error', () => socket.destroy());
    }
    server.on('data', (chunk) => {
      bytes += chunk.length;
    });
    client.pipe(server);
    server.pipe(client);
  });
  await new Promise((resolve) => {
    road.listen(0, hostname, resolve);
  });
  const received = () => {
    const now = bytes;
    bytes = 0;
    return now;
  };
  const close = () =>
    new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      road.close(resolve);
    });
  return { origin: `http://${hostname}:${road.address().port}`, received, close };
}
