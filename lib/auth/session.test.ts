import { afterEach, expect, test } from "vitest";
import { setEnv } from "../env";
import { nextAuthOptions } from "./next-auth";
import { deviceCookieName } from "./session";

const visit = { address: "10.0.0.1", agent: "", device: null };
afterEach(() => setEnv({ NEXTAUTH_URL: "", NEXTAUTH_SECRET: "" }));

test("behind https every cookie is bound to this host, and no script reads it", () => {
  setEnv({
    NEXTAUTH_URL: "https://calot.hospital.example",
    NEXTAUTH_SECRET: "a secret of thirty-two bytes or more",
  });
  const { cookies = {}, useSecureCookies } = nextAuthOptions(visit, async () => null);
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
  expect(nextAuthOptions(visit, async () => null).cookies?.sessionToken?.name).toBe(
    "next-auth.session-token",
  );
});
