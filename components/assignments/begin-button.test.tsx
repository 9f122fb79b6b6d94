// @vitest-environment happy-dom
import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { beginAssignment } from "./api";
import { BeginButton } from "./begin-button";

const push = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));
vi.mock("./api", () => ({ beginAssignment: vi.fn() }));
const UNFINISHED = {
  caseId: "5d1b54f0-3a86-4c43-9a35-5b1f3b1a0001",
  mode: "guided",
  secondLook: false,
  lockedAt: "2026-03-02T08:00:00.000Z",
  closesAt: "2026-03-03T08:00:00.000Z",
} as const;
const show = (given: { hasBegun: boolean; unfinished: typeof UNFINISHED | null }) =>
  render(<BeginButton id="a" timeZone="UTC" {...given} />);
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  vi.mocked(beginAssignment).mockReset();
  vi.mocked(beginAssignment).mockResolvedValue({ problem: "It is closed.", status: 409 } as never);
});

test("asks first where a case of free practice waits for its zone", async () => {
  show({ hasBegun: false, unfinished: UNFINISHED });
  press("Begin");
  const dialog = await screen.findByRole("dialog", { name: /waits for its Go Zone/ });
  expect(dialog.textContent).toContain("You locked in its phase on");
  expect(screen.getByRole("link", { name: "Draw its zone" }).getAttribute("href")).toContain(
    UNFINISHED.caseId,
  );
  expect(beginAssignment).not.toHaveBeenCalled();
  press("Begin the assignment");
  expect(beginAssignment).toHaveBeenCalledOnce();
  expect((await screen.findByText("It is closed.")).tagName).toBe("P");
});

test.each([
  { hasBegun: false, unfinished: null, word: "Begin" },
  { hasBegun: true, unfinished: UNFINISHED, word: "Go on" },
])("begins at once: $word", ({ word, ...given }) => {
  show(given);
  press(word);
  expect(beginAssignment).toHaveBeenCalledOnce();
});
