import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setEnv } from "../env";
import { canSeal, seal, sealedNow, unseal } from "./sealed";

const [key, other] = [randomBytes(32).toString("hex"), randomBytes(32).toString("base64")];

beforeEach(() => setEnv({ SECRETS_KEY: key }));
afterEach(() => setEnv({ SECRETS_KEY: "" }));

describe("a sealed secret", () => {
  it("opens at its place, and nowhere else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (secret, place, elsewhere) => {
        fc.pre(place !== elsewhere);
        const sealed = seal(secret, place);
        expect(unseal(sealed, place)).toBe(secret);
        expect(() => unseal(sealed, elsewhere)).toThrow("enter it again");
      }),
    );
  });

  it("doesn’t open when a byte of it was changed, or its end cut off", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, at, change) => {
        const sealed = seal(secret, "place");
        const [id, closed] = sealed.split(".") as [string, string];
        const bytes = Buffer.from(closed, "base64url");
        const changed = Buffer.from(bytes);
        changed[at % bytes.length]! ^= change;
        for (const spoilt of [changed, bytes.subarray(0, at % bytes.length)]) {
          expect(() => unseal(`${id}.${spoilt.toString("base64url")}`, "place")).toThrow("enter it again");
        }
      }),
    );
  });

  it("is another text each time, and doesn’t show the secret", () => {
    const sealed = seal("the secret", "place");
    expect(seal("the secret", "place")).not.toBe(sealed);
    expect(sealed).not.toContain(Buffer.from("the secret").toString("base64url"));
  });

  it("opens with a key from before that is named behind a comma, and says which one seals now", () => {
    const sealed = seal("the secret", "place");
    expect(sealed.startsWith(sealedNow()!)).toBe(true);
    setEnv({ SECRETS_KEY: `${other}, ${key}` });
    expect(unseal(sealed, "place")).toBe("the secret");
    expect(sealed.startsWith(sealedNow()!)).toBe(false);
    setEnv({ SECRETS_KEY: other });
    expect(() => unseal(sealed, "place")).toThrow("add that one behind a comma");
  });

  it("can’t be made without a key, and a key that is none is refused at the start", () => {
    setEnv({ SECRETS_KEY: "" });
    expect(canSeal()).toBe(false);
    expect(sealedNow()).toBeNull();
    expect(() => seal("the secret", "place")).toThrow("openssl rand -hex 32");
    expect(() => unseal(`${"x".repeat(8)}.abc`, "place")).toThrow("SECRETS_KEY");
    setEnv({ SECRETS_KEY: `${key},short` });
    expect(() => canSeal()).toThrow("SECRETS_KEY: each key takes 32 bytes");
  });
});
