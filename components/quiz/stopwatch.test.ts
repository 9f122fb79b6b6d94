import { describe, expect, it } from "vitest";
import { createStopwatch } from "./stopwatch";

describe("stopwatch", () => {
  it("measures while it runs, and not while it is paused", () => {
    let time = 100;
    const watch = createStopwatch(() => time);
    expect(watch.elapsed()).toBe(0);
    watch.run();
    time += 500.4;
    watch.run();
    time += 500.4;
    expect(watch.elapsed()).toBe(1001);
    watch.pause();
    time += 9000;
    expect(watch.elapsed()).toBe(1001);
    watch.pause();
    watch.run();
    time += 1000;
    expect(watch.elapsed()).toBe(2001);
  });

  it("goes on from what was measured before", () => {
    let time = 0;
    const watch = createStopwatch(() => time);
    watch.run();
    time += 300;
    watch.add(2000);
    expect(watch.elapsed()).toBe(2300);
  });
});
