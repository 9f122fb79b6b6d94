import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readKey, sealOf, sha256Of } from "./seal";

const seal = sealOf(Buffer.alloc(32, 7));

describe("a seal", () => {
  it("opens what it closed, and nothing else, whatever is done to it", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (content, at, change) => {
          const name = seal.nameOf(sha256Of(content));
          const closed = Buffer.from(seal.close(name, content));
          expect(closed.length).toBe(seal.sizeOf(content.length));
          expect(seal.open(name, closed)).toEqual(Buffer.from(content));
          const changed = Buffer.from(closed);
          changed[at % closed.length]! ^= change;
          expect(() => seal.open(name, changed)).toThrow("is damaged");
          expect(() => seal.open(name, closed.subarray(0, at % closed.length))).toThrow("is damaged");
          expect(() => seal.open(seal.nameOf(sha256Of(randomBytes(4))), closed)).toThrow("is damaged");
          expect(() => sealOf(Buffer.alloc(32, 8)).open(name, closed)).toThrow("is damaged");
        },
      ),
    );
  });

  it("closes the same differently each time, and names it the same", () => {
    const content = Buffer.from("the same");
    const name = seal.nameOf(sha256Of(content));
    expect(seal.close(name, content)).not.toEqual(seal.close(name, content));
    expect(name).not.toBe(sha256Of(content));
    expect(sealOf(Buffer.alloc(32, 8)).nameOf(sha256Of(content))).not.toBe(name);
  });

  it("opens what is longer than a piece", () => {
    const content = randomBytes(2 ** 21 + 12_345);
    const name = seal.nameOf(sha256Of(content));
    const closed = Buffer.from(seal.close(name, content));
    expect(seal.open(name, closed).equals(content)).toBe(true);
    closed[2 ** 20 + 100]! ^= 1;
    expect(() => seal.open(name, closed)).toThrow("is damaged");
  });

  it("without a key leaves contents as they are, under their hash", () => {
    const content = Buffer.from("plain");
    const plain = sealOf(null);
    expect(plain.close("", content)).toBe(content);
    expect(plain.open(sha256Of(content), content)).toBe(content);
    expect(() => plain.open(sha256Of(Buffer.from("other")), content)).toThrow("is damaged");
  });
});

describe("readKey", () => {
  it("reads 32 bytes, in hexadecimal or base64", () => {
    const key = randomBytes(32);
    expect(readKey(key.toString("hex"))).toEqual(key);
    expect(readKey(` ${key.toString("base64")}\n`)).toEqual(key);
    expect(readKey(key.toString("base64url"))).toEqual(key);
    expect(readKey(undefined)).toBeNull();
  });

  it.each(["a password", "00", "g".repeat(64), randomBytes(31).toString("base64"), `${"0".repeat(64)}00`])(
    "refuses %s",
    (text) => expect(() => readKey(text)).toThrow("BACKUP_KEY is not a key"),
  );
});
