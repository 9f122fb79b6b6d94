import { describe, expect, it } from "vitest";
import { testDatabase } from "../db/testing";
import { setEnv } from "../env";
import { CHALLENGE_MS, isChallenge, makeChallenge, spendChallenge } from "./challenge";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
setEnv({ NEXTAUTH_SECRET: "a secret of thirty-two bytes or more" });

const made = (...given: Parameters<typeof makeChallenge>): string =>
  Buffer.from(makeChallenge(...given)).toString("base64url");
const add = (userId: string) => ({ purpose: "add", userId }) as const;

describe("a challenge", () => {
  it("is for what it was made for, and for whom", () => {
    const challenge = made(add("a"), NOW);
    expect(isChallenge(challenge, add("a"), NOW)).toBe(true);
    expect(isChallenge(challenge, add("b"), NOW)).toBe(false);
    expect(isChallenge(challenge, { purpose: "confirm", userId: "a" }, NOW)).toBe(false);
    expect(isChallenge(challenge, { purpose: "sign-in" }, NOW)).toBe(false);
  });

  it("ends after ten minutes, and can’t be given more", () => {
    const challenge = made({ purpose: "sign-in" }, NOW);
    const at = (ms: number) => new Date(NOW.getTime() + ms);
    expect(isChallenge(challenge, { purpose: "sign-in" }, at(CHALLENGE_MS - 1))).toBe(true);
    expect(isChallenge(challenge, { purpose: "sign-in" }, at(CHALLENGE_MS))).toBe(false);
    const bytes = Buffer.from(challenge, "base64url");
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      expect(isChallenge(changed.toString("base64url"), { purpose: "sign-in" }, NOW), `byte ${i}`).toBe(
        false,
      );
    }
    for (const none of ["", "AAAA", bytes.subarray(0, 40).toString("base64url"), "ä"]) {
      expect(isChallenge(none, { purpose: "sign-in" }, NOW)).toBe(false);
    }
  });

  it("is spent once, of many at the same moment, however it is spelt", async () => {
    const challenge = made({ purpose: "sign-in" }, NOW);
    const spent = await Promise.all(
      Array.from({ length: 8 }, (_, i) => spendChallenge(db, challenge + "=".repeat(i % 2), NOW)),
    );
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await spendChallenge(db, challenge, new Date(NOW.getTime() + CHALLENGE_MS - 1))).toBe(false);
  });
});
