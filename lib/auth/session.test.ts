import { encode } from "next-auth/jwt";
import { afterEach, describe, expect, test, vi } from "vitest";
import { setEnv } from "../env";
import { nextAuthOptions } from "./next-auth";
import { claimsOfToken, deviceCookieName } from "./session";

const refused = async () => ({ outcome: "refused" }) as const;
const secondStep = { wants: async () => false, answer: refused, enterWithPasskey: refused };
const visit = { address: "10.0.0.1", agent: "", device: null };
afterEach(() => setEnv({ NEXTAUTH_URL: "", NEXTAUTH_SECRET: "" }));

test("behind https every cookie is bound to this host, and no script reads it", () => {
  setEnv({
    NEXTAUTH_URL: "https://calot.hospital.example",
    NEXTAUTH_SECRET: "a secret of thirty-two bytes or more",
  });
  const { cookies = {}, useSecureCookies } = nextAuthOptions(visit, async () => null, secondStep);
  // Next-auth's own name of the cookie against forged forms begins so.
  expect(useSecureCookies).toBe(true);
  expect(Object.keys(cookies)).toEqual(["sessionToken", "callbackUrl"]);
  for (const each of Object.values(cookies)) {
    expect(each?.name).toMatch(/^__Host-/);
    expect(each?.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  }
  expect(deviceCookieName()).toBe("__Host-calot-device");
});

test("without https a cookie has no name that a browser would refuse", () => {
  setEnv({ NEXTAUTH_URL: "http://localhost:3000", NEXTAUTH_SECRET: "a secret of thirty-two bytes or more" });
  expect(nextAuthOptions(visit, async () => null, secondStep).cookies?.sessionToken?.name).toBe(
    "next-auth.session-token",
  );
});

describe("a token", () => {
  const secret = "a secret of thirty-two bytes or more";
  const token = { sub: "0b7c1f0e-6a1c-4f0e-9a3c-0d1c5b1c2d3e", sid: "7a9c1f0e-6a1c-4f0e-9a3c-0d1c5b1c2d3e" };
  const said = { userId: token.sub, sessionId: token.sid };

  afterEach(() => {
    vi.useRealTimers();
  });

  test("says the same the second time, and nothing once it has expired", async () => {
    setEnv({ NEXTAUTH_SECRET: secret });
    const own = await encode({ token, secret, maxAge: 30 });
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    expect(await claimsOfToken(own)).toEqual(said);
    expect(await claimsOfToken(own)).toEqual(said);
    vi.setSystemTime(Date.now() + 50_000);
    expect(await claimsOfToken(own)).toBeNull();
  });

  test("says nothing where it was altered, or the secret is another one", async () => {
    setEnv({ NEXTAUTH_SECRET: secret });
    const own = await encode({ token, secret });
    expect(await claimsOfToken(own)).toEqual(said);
    expect(await claimsOfToken(own.slice(0, -2))).toBeNull();
    expect(await claimsOfToken(`${own}a`)).toBeNull();
    setEnv({ NEXTAUTH_SECRET: "another secret of thirty-two bytes" });
    expect(await claimsOfToken(own)).toBeNull();
  });
});
