// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { LateNow } from "./late-now";
import { useTimeLeft } from "./use-time-left";

const NOW = "2026-03-02T09:00:00.000Z";
const LATE = "Answers are late now. They are taken still, and marked as late.";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const Stage = ({ dueAt }: { dueAt: string | null }) => <LateNow untilDue={useTimeLeft(dueAt, NOW)} />;

test("says that answers are late once the due moment passes on the page", () => {
  renderInPage(<Stage dueAt="2026-03-02T09:03:00.000Z" />);
  const status = screen.getByRole("status");
  act(() => void vi.advanceTimersByTime(175_000));
  expect(status.textContent).toBe("");
  act(() => void vi.advanceTimersByTime(6_000));
  expect(status.textContent).toBe(LATE);
});

test("says it at once where it has passed, and never where nothing is due", () => {
  renderInPage(<Stage dueAt="2026-03-02T08:00:00.000Z" />);
  expect(screen.getByRole("status").textContent).toBe(LATE);
  renderInPage(<Stage dueAt={null} />);
  expect(screen.getAllByRole("status")[1]!.textContent).toBe("");
});
