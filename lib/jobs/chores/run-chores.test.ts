import { expect, test, vi } from "vitest";
import { runChores } from "./run-chores";

test("a chore runs again and again, and not after it was stopped", async () => {
  let rounds = 0;
  const chores = await new Promise<ReturnType<typeof runChores>>((resolve) => {
    const running = runChores([
      {
        name: "counting",
        everyMs: 1,
        run: async () => {
          if (++rounds === 3) resolve(running);
        },
      },
    ]);
  });
  await chores.stop();
  const stopped = rounds;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rounds).toBe(stopped);
});

test("stopping waits for the round under way, and tells it", async () => {
  let ended = false;
  const chores = await new Promise<ReturnType<typeof runChores>>((resolve) => {
    const running = runChores([
      {
        name: "long",
        everyMs: 1,
        run: async (signal) => {
          resolve(running);
          await new Promise((aborted) => signal.addEventListener("abort", aborted));
          await new Promise((later) => setTimeout(later, 5));
          ended = true;
        },
      },
    ]);
  });
  await chores.stop();
  expect(ended).toBe(true);
});

test("a chore that takes long rests longer, though not for ever", async () => {
  vi.useFakeTimers();
  const begun: number[] = [];
  let takesMs = 0;
  const chores = runChores([
    {
      name: "long",
      everyMs: 1_000,
      run: async () => {
        begun.push(Date.now());
        await new Promise((resolve) => setTimeout(resolve, takesMs));
      },
    },
  ]);
  const rests = async (took: number): Promise<number> => {
    takesMs = took;
    const rounds = begun.length + 2;
    while (begun.length < rounds) await vi.advanceTimersByTimeAsync(10);
    return begun.at(-1)! - begun.at(-2)! - took;
  };
  expect(await rests(1)).toBe(1_000);
  expect(await rests(100)).toBe(1_000);
  expect(await rests(700)).toBe(2_100);
  expect(await rests(60_000)).toBe(3_000);
  await Promise.all([chores.stop(), vi.runAllTimersAsync()]);
  vi.useRealTimers();
});
