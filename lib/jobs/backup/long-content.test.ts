import { expect, it } from "vitest";
import { contentsIn } from "./contents";
import { keepLong, readLong } from "./long-content";
import { sealOf } from "./seal";
import { memoryStore } from "./testing";

async function* chunks(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const read = async (bytes: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const chunk of bytes) all.push(chunk);
  return Buffer.concat(all);
};

const text = Buffer.from(Array.from({ length: 2_500_000 }, (_, i) => `line ${i}\n`).join(""));

it("cuts what is long into parts, and gives it back, however it came", async () => {
  const contents = contentsIn(memoryStore(), sealOf(null));
  const kept = await keepLong(contents, chunks(text, 1_234_567));
  expect(kept).toMatchObject({ lines: 2_500_000, bytes: text.length });
  expect(kept.parts).toHaveLength(Math.ceil(text.length / 2 ** 24));
  expect(await keepLong(contents, chunks(text, 40_000_000))).toEqual(kept);
  expect((await read(readLong(contents, kept))).equals(text)).toBe(true);
  expect(await keepLong(contents, chunks(Buffer.alloc(0), 1))).toEqual({ lines: 0, bytes: 0, parts: [] });
});

it("has the same first parts once more lines are behind them, and tells parts in another order", async () => {
  const contents = contentsIn(memoryStore(), sealOf(null));
  const before = await keepLong(contents, chunks(text, 2 ** 20));
  const after = await keepLong(contents, chunks(Buffer.concat([text, Buffer.from("more\n")]), 2 ** 20));
  expect(after.parts[0]).toEqual(before.parts[0]);
  expect(after.parts.at(-1)).not.toEqual(before.parts.at(-1));
  await expect(read(readLong(contents, { ...before, parts: before.parts.slice(1) }))).rejects.toThrow(
    "another length",
  );
});
