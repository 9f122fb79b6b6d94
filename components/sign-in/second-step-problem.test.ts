import { expect, it } from "vitest";
import { afterPassword } from "../client/after-password";
import { secondStepProblem } from "./second-step-problem";
import { AWAY } from "./sign-in-problem";

const answered = (error: string) => secondStepProblem({ ok: false, error }, "Not right.");

it("is nothing where somebody is in, and a sentence for each way in which nobody is", () => {
  expect(secondStepProblem({ ok: true, error: null }, "Not right.")).toBeNull();
  expect(secondStepProblem(null, "Not right.")).toBe(AWAY);
  expect(answered("CredentialsSignin")).toBe("Not right.");
  expect(answered("over")).toMatch(/^Your password was typed too long ago/);
  expect(answered("too-many:300")).toBe("Too many tries. Wait 5 minutes, then try again.");
  expect(answered("unreachable")).toMatch(/^Signing in didn’t work just now/);
});

it("comes after the password where there is one, with the place to go to kept", () => {
  expect(afterPassword({ ok: true, error: null }, "/practice")).toBe("/practice");
  expect(afterPassword({ ok: false, error: "second-step" }, "/practice?a=b")).toBe(
    "/sign-in/second-step?next=%2Fpractice%3Fa%3Db",
  );
  expect(afterPassword({ ok: false, error: "CredentialsSignin" }, "/")).toBeNull();
  expect(afterPassword(null, "/")).toBeNull();
});
