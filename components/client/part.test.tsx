// @vitest-environment happy-dom
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadWhenIdle, type Part, part, usePart } from "./part";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Shows({ of, wanted }: { of: Part<string>; wanted: boolean }) {
  return <p>{usePart(of, wanted) ?? "not yet"}</p>;
}

test("a part is fetched once it is wanted, and once for all who want it", async () => {
  const fetched = vi.fn(async () => "there");
  const one = part(fetched);
  const { rerender } = render(<Shows of={one} wanted={false} />);
  expect(screen.getByText("not yet")).toBeTruthy();
  expect(fetched).not.toHaveBeenCalled();
  rerender(<Shows of={one} wanted />);
  await act(async () => {});
  expect(screen.getByText("there")).toBeTruthy();
  await one.load();
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("what fails is fetched again: after a while, and at once when the network is back", async () => {
  const fetched = vi.fn<() => Promise<string>>().mockRejectedValue(new Error("no network"));
  const one = part(fetched);
  void one.load();
  await vi.advanceTimersByTimeAsync(1000);
  expect(fetched).toHaveBeenCalledTimes(2);
  fetched.mockResolvedValue("there");
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect(one.loaded()).toBe("there");
});

test("idle parts come one after the other, and no more of them once the page is left", async () => {
  const order: string[] = [];
  const named = (name: string) =>
    part(async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} is there`);
      return name;
    });
  const leave = loadWhenIdle([named("a"), named("b"), named("c")]);
  await vi.advanceTimersByTimeAsync(275);
  leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect(order.slice(0, 3)).toEqual(["a begins", "a is there", "b begins"]);
  expect(order).not.toContain("c begins");
});
