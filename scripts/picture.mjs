// Draws style/picture.png: what a link to a page shows elsewhere when the page has no picture of its own. The mark of
// style/icon.svg on the colour of the bar, without words, so that it is in no language. Run it after a change of either.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

// The size that the Open Graph's readers ask for.
const [WIDTH, HEIGHT] = [1200, 630];
const GROUND = [0x08, 0x48, 0x67];
const MARK = [0xff, 0xff, 0xff];
const SHADES = 32;
const SIDE = 4; // samples across a point
const SCALE = 13; // of the mark, which is drawn in a square of 32

/** The two drops of the mark: a circle with one square corner each; where they meet there is nothing. */
function inMark(x, y) {
  const circle = (cx, cy) => (x - cx) ** 2 + (y - cy) ** 2 <= 100;
  const first = circle(12, 12) || (x >= 2 && x <= 12 && y >= 12 && y <= 22);
  const second = circle(20, 20) || (x >= 20 && x <= 30 && y >= 20 && y <= 30);
  return first !== second;
}

/** How much of a point the mark covers, in shades. */
function shade(px, py) {
  let inside = 0;
  for (let sx = 0; sx < SIDE; sx += 1) {
    for (let sy = 0; sy < SIDE; sy += 1) {
      const x = (px + (sx + 0.5) / SIDE - WIDTH / 2) / SCALE + 16;
      const y = (py + (sy + 0.5) / SIDE - HEIGHT / 2) / SCALE + 16;
      inside += inMark(x, y);
    }
  }
  return Math.round((inside / SIDE ** 2) * (SHADES - 1));
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value >>> 0);
    return bytes;
  };
  return Buffer.concat([frame(data.length), body, frame(crc32(body))]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(WIDTH, 0);
header.writeUInt32BE(HEIGHT, 4);
header.set([8, 3, 0, 0, 0], 8); // eight bits, by a palette
const palette = Buffer.from(
  Array.from({ length: SHADES }, (_, n) => GROUND.map((from, c) => Math.round(from + ((MARK[c] - from) * n) / (SHADES - 1)))).flat(),
);
const rows = Buffer.alloc((WIDTH + 1) * HEIGHT);
for (let y = 0; y < HEIGHT; y += 1) for (let x = 0; x < WIDTH; x += 1) rows[y * (WIDTH + 1) + 1 + x] = shade(x, y);
const file = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', header),
  chunk('PLTE', palette),
  chunk('IDAT', deflateSync(rows, { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
]);
writeFileSync(new URL('../style/picture.png', import.meta.url), file);
console.log(`style/picture.png: ${file.length} bytes`);
