import { describe, expect, it } from "vitest";
import { dueMail, reminderOf } from "./remind";

describe("a reminder", () => {
  it("is the first where none was, but on a day on which something was answered", () => {
    expect(reminderOf("2026-03-10", "2026-03-09", null)).toBe(1);
    expect(reminderOf("2026-03-10", "2026-03-10", null)).toBeNull();
  });

  it("comes the next day where the last one was followed by an answer, on its own day or later", () => {
    for (const answeredOn of ["2026-03-10", "2026-03-11"]) {
      expect(reminderOf("2026-03-11", answeredOn, { on: "2026-03-10", times: 3 })).toBe(
        answeredOn === "2026-03-11" ? null : 1,
      );
      expect(reminderOf("2026-03-12", answeredOn, { on: "2026-03-10", times: 3 })).toBe(1);
    }
  });

  it("is never the second of a day, nor of one that clocks have gone back before", () => {
    const last = { on: "2026-03-10", times: 1 };
    expect(reminderOf("2026-03-10", "2026-03-01", last)).toBeNull();
    expect(reminderOf("2026-03-09", "2026-03-01", last)).toBeNull();
  });

  it("without an answer is followed by three days, then by seven, then by none", () => {
    const days = Array.from({ length: 30 }, (_, i) => `2026-03-${String(i + 1).padStart(2, "0")}`);
    let last: { on: string; times: number } | null = null;
    const reminded = [];
    for (const day of days) {
      const times = reminderOf(day, "2026-02-20", last);
      if (times === null) continue;
      last = { on: day, times };
      reminded.push(day);
    }
    expect(reminded).toEqual(["2026-03-01", "2026-03-04", "2026-03-11"]);
  });
});

it("is a sentence, where to practise, and where it is switched off", () => {
  const links = { practice: "https://calot.example/practice", switchOff: "https://calot.example/account" };
  const { subject, text } = dueMail("Ada", { due: 3, minutes: 4 }, links);
  expect(subject).toBe("Practice: 3 due, about 4 minutes");
  expect(text.split("\n\n")).toEqual([
    "Hello Ada,",
    "3 cases are due in your practice, which takes about 4 minutes.",
    "https://calot.example/practice",
    "You get such a mail once a day at most. To switch them off:",
    "https://calot.example/account",
    "Calot. For education. Not for use during an operation.\n",
  ]);
  expect(dueMail("Ada", { due: 1, minutes: 1 }, links).text).toContain(
    "One case is due in your practice, which takes about 1 minute.",
  );
});
