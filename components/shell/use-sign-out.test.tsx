// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { screen } from "@testing-library/react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { json, problem, standInServer, unreachable } from "../testing/server";
import { useSignOut } from "./use-sign-out";

// Read before: what is waited for below is what the page does, and not how long a busy machine takes to read a script.
beforeAll(() => import("../quiz/forget-person"));

// The sign-in library tells console and server of an answer that it can't have.
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(navigator, "sendBeacon").mockReturnValue(true);
});

function Door() {
  const { begin, question } = useSignOut("ann");
  return (
    <>
      <button type="button" onClick={() => void begin()}>
        Sign out
      </button>
      {question}
    </>
  );
}

const signOutAnswers = (server: ReturnType<typeof standInServer>, url: string): void =>
  server.answer(({ path }) =>
    path === "/api/auth/csrf" ? json({ csrfToken: "c" }) : json({ url: `http://localhost:3000${url}` }),
  );

test.each([
  ["nobody answers", unreachable],
  ["the server is too busy", () => problem(503, "Calot can’t reach its database.")],
])(
  "where %s it is said that the person is still signed in, and tried again when asked",
  async (_, refuse) => {
    const server = standInServer();
    server.answer(refuse);
    const { user } = renderInPage(<Door />);
    const before = window.location.href;
    await user.click(screen.getByRole("button", { name: "Sign out" }));
    expect(await screen.findByRole("dialog", { name: "You are still signed in" })).toBeTruthy();
    expect(window.location.href).toBe(before);
    signOutAnswers(server, "/sign-in");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(window.location.pathname).toBe("/sign-in"));
  },
);

test("an answer that leads elsewhere has signed nobody out", async () => {
  const server = standInServer();
  signOutAnswers(server, "/api/auth/signout?csrf=true");
  const { user } = renderInPage(<Door />);
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  await user.click(await screen.findByRole("button", { name: "Stay signed in" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
