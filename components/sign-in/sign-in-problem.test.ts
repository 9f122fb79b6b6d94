import { describe, expect, it } from "vitest";
import { AWAY, signInProblem } from "./sign-in-problem";

describe("signInProblem", () => {
  it("is nothing when signing in worked", () => {
    expect(signInProblem({ ok: true, error: null })).toBeNull();
  });

  it("tells a wrong pair, without saying which half", () => {
    expect(signInProblem({ ok: false, error: "CredentialsSignin" })).toBe(
      "That e-mail and password don’t match an account.",
    );
  });

  it.each([
    [1, "1 second"],
    [40, "40 seconds"],
    [60, "1 minute"],
    [61, "2 minutes"],
    [900, "15 minutes"],
  ])("rounds %i s of waiting up to %s", (seconds, wait) => {
    expect(signInProblem({ ok: false, error: `too-many:${seconds}` })).toBe(
      `Too many tries. Wait ${wait}, then try again; or choose another password with a link, which lets you in at once.`,
    );
  });

  it("says what to do when no answer came, or an unknown one", () => {
    expect(signInProblem(null)).toBe(AWAY);
    expect(signInProblem({ ok: false, error: "Configuration" })).toMatch(/^Signing in didn’t work just now/);
    expect(signInProblem({ ok: true, error: "too-many:x" })).toMatch(/^Signing in didn’t work just now/);
  });
});
