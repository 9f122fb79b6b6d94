// Draws every icon in public/ from public/icon.svg: `npm run icons`, after the mark has changed.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

const PUBLIC = path.resolve("public");
const ROUND = ' rx="6"';
/** Launchers cut a maskable icon to a shape of their own; what lies in the middle four fifths always stays. */
const SAFE = 0.78;

const rounded = await readFile(path.join(PUBLIC, "icon.svg"), "utf8");
if (!rounded.includes(ROUND)) throw new Error("public/icon.svg has no background with round corners.");
const square = rounded.replace(ROUND, "");
const inset = 16 * (1 - SAFE);
const maskable = square.replace("<g ", `<g transform="translate(${inset} ${inset}) scale(${SAFE})" `);

await save(
  "favicon.ico",
  ico(await Promise.all([16, 32, 48].map(async (size) => ({ size, png: await draw(rounded, size) })))),
);
await save("apple-touch-icon.png", await draw(square, 180));
await save("icon-192.png", await draw(rounded, 192));
await save("icon-512.png", await draw(rounded, 512));
await save("icon-maskable-512.png", await draw(maskable, 512));

function draw(svg: string, size: number): Promise<Buffer> {
  // The drawing is 32 wide at 72 dots an inch: rendered at the size itself, and not blown up.
  return sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Pictures in one ICO file: a header, an entry of 16 bytes for each, then the PNG files themselves. */
function ico(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size, entry);
    header.writeUInt8(size, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(at, entry + 12);
    at += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

async function save(name: string, bytes: Buffer): Promise<void> {
  await writeFile(path.join(PUBLIC, name), bytes);
  process.stdout.write(`${name}: ${bytes.length} bytes\n`);
}
