// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { beforeAll, expect, test, vi } from "vitest";
import { renderInPage } from "../testing/render";
import type { OutboxItem } from "./outbox/item";
import type { OutboxStatus as Status } from "./outbox/outbox";
import { OutboxStatus } from "./outbox-status";
import { dialogPart } from "./stage-dialog";

beforeAll(async () => void (await dialogPart.load()));

const zoneOf = (attemptId: string): OutboxItem => ({
  id: `${attemptId}/zone`,
  kind: "zone",
  body: { box: [1, 2, 30, 40], elapsedMs: 5 },
  userId: "ann",
  caseId: "c1",
  attemptId,
  mode: "guided",
  createdAt: Date.UTC(2026, 2, 2, 9),
  sequence: 1,
  refused: null,
});
const lockOf = (attemptId: string): OutboxItem => ({
  ...zoneOf(attemptId),
  id: `${attemptId}/lock`,
  kind: "lock",
  body: { id: attemptId, caseId: "c1", phase: "B" },
});
const refused = { ...zoneOf("a9"), refused: { status: 409, title: "Conflict", detail: "It is closed." } };

function show(status: Partial<Status>, kept = true) {
  const [onRetry, onDismiss] = [vi.fn(), vi.fn()];
  const { user } = renderInPage(
    <OutboxStatus
      status={{ waiting: [], refused: [], delay: null, ...status }}
      kept={kept}
      onRetry={onRetry}
      onDismiss={onDismiss}
    />,
  );
  return { user, onRetry, onDismiss };
}

test("says nothing while all is well, nor of what is only on its way", () => {
  show({ waiting: [lockOf("a1")] });
  expect(screen.queryByRole("button")).toBeNull();
});

test("counts answers and not requests, and sends them when asked", async () => {
  const { user, onRetry } = show({
    waiting: [lockOf("a1"), zoneOf("a1"), zoneOf("a2")],
    delay: "unreachable",
  });
  await user.click(screen.getByRole("button", { name: "2 not sent yet" }));
  expect(screen.getByText(/^2 answers are kept in this browser/).textContent).toMatch(
    /They are sent when Calot can be reached\.$/,
  );
  expect(screen.queryByRole("link", { name: "Sign in" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Send now" }));
  expect(onRetry).toHaveBeenCalledOnce();
});

test("who has been signed out is led to the door, and back", async () => {
  window.history.replaceState(null, "", "/practice/c1?mode=exam");
  const { user } = show({ waiting: [zoneOf("a1")], delay: "signed-out" });
  await user.click(screen.getByRole("button", { name: "1 not sent yet" }));
  expect(await screen.findByText(/Sign in again, and they are sent\./)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(
    "/sign-in?next=%2Fpractice%2Fc1%3Fmode%3Dexam",
  );
});

test("what was refused says why, and is forgotten when it is dismissed", async () => {
  const { user, onDismiss } = show({ refused: [refused], waiting: [zoneOf("a1")], delay: "unreachable" });
  await user.click(screen.getByRole("button", { name: "1 not stored" }));
  expect((await screen.findByRole("listitem")).textContent).toMatch(/^Zone, .*It is closed\./);
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith(refused);
});

test.each([
  ["waiting", "Your faculty see that, and can take it."],
  ["barred", "nobody can take it; your faculty see it."],
] as const)("a zone that came a day after its phase says so, with both days, %s", async (state, words) => {
  const arrivedAt = "2026-03-05T11:30:00Z";
  const offered = { id: "a9", state, refusal: "lapsed" as const, arrivedAt, endedAt: null };
  const late = { ...zoneOf("a9"), refused: { ...refused.refused, late: { offered } } };
  const { user } = show({ refused: [late] });
  await user.click(screen.getByRole("button", { name: "1 came too late" }));
  const said = (await screen.findByRole("listitem")).textContent;
  expect(said).toMatch(/Given .*2 Mar.*, arrived .*5 Mar.*, more than a day after its phase was locked\./);
  expect(said).toContain(words);
});

test("a browser that keeps nothing is warned of", async () => {
  const { user } = show({ waiting: [zoneOf("a1")], delay: "unreachable" }, false);
  await user.click(screen.getByRole("button", { name: "1 not sent yet" }));
  expect((await screen.findByRole("dialog")).textContent).toContain(
    "leave the page open until your answers are sent",
  );
});
