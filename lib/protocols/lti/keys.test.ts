import { createLocalJWKSet, jwtVerify, SignJWT } from "jose";
import { expect, it } from "vitest";
import { makeKeys, publicKeysOf, signingKey } from "./keys";

it("what Calot signs is known by what it publishes, of which nothing is private", async () => {
  const [own, other] = [await makeKeys(), await makeKeys()];
  const published = await publicKeysOf(own);
  expect(Object.keys(published.keys[0]!).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  const { kid, key } = await signingKey(own);
  const token = await new SignJWT({ sub: "x" }).setProtectedHeader({ alg: "RS256", kid }).sign(key);
  expect((await jwtVerify(token, createLocalJWKSet({ keys: [...published.keys] }))).payload.sub).toBe("x");
  const others = await publicKeysOf(other);
  await expect(jwtVerify(token, createLocalJWKSet({ keys: [...others.keys] }))).rejects.toThrow();
});
