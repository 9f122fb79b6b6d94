import { expect, test } from "vitest";
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
