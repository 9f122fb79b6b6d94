import { act } from "@testing-library/react";
import { vi } from "vitest";

const STEP_MS = 250;

/** Lets time pass on the faked clock, bit by bit: what a component does after one timer comes before the next. */
export async function passTime(ms: number): Promise<void> {
  for (let left = ms; left >= 0; left -= STEP_MS) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(left, STEP_MS)));
  }
}
