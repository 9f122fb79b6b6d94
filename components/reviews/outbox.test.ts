import { describe, expect, it } from "vitest";
import type { Judgement } from "@/lib/domain/reviews/judgement";
import { createOutbox, type Place, type Sent } from "./outbox";

const place = (itemId: string): Place => ({ reviewId: "r", itemId });
const best = (letter: Judgement["best"]): Judgement => ({ best: letter, marks: {} });
const stored = (done: number): Sent => ({ outcome: "stored", progress: { done, of: 2 } });

/** An outbox whose server answers when told to, and whose waits end when told to. */
function bench() {
  const asked: { itemId: string; judgement: Judgement; answer: (sent: Sent) => Promise<void> }[] = [];
  const waits: { run: () => void; ms: number }[] = [];
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const outbox = createOutbox(
    ({ itemId }, judgement) =>
      new Promise((resolve) => {
        asked.push({
          itemId,
          judgement,
          answer: (sent) => {
            resolve(sent);
            return settled();
          },
        });
      }),
    (run, ms) => waits.push({ run, ms }),
  );
  return { outbox, asked, waits, settled };
}

describe("the outbox of judgements", () => {
  it("sends one at a time, and of a case that changed meanwhile the latest alone", async () => {
    const { outbox, asked } = bench();
    outbox.keep(place("a"), best("A"));
    outbox.keep(place("a"), best("B"));
    outbox.keep(place("a"), best("C"));
    outbox.keep(place("b"), best("D"));
    expect(asked.map(({ judgement }) => judgement.best)).toEqual(["A"]);
    expect(outbox.get().unsent).toBe(2);
    await asked[0]!.answer(stored(0));
    await asked[1]!.answer(stored(1));
    await asked[2]!.answer(stored(2));
    expect(asked.map(({ judgement }) => judgement.best)).toEqual(["A", "C", "D"]);
    expect(outbox.get()).toEqual({
      unsent: 0,
      trouble: null,
      refusal: null,
      progress: { reviewId: "r", done: 2, of: 2 },
    });
    expect(outbox.latest("a")).toEqual(best("C"));
    expect(outbox.latest("c")).toBeNull();
  });

  it("keeps what can’t be sent, waits longer each time, and starts afresh once it is through", async () => {
    const { outbox, asked, waits, settled } = bench();
    outbox.keep(place("a"), best("A"));
    for (let n = 0; n < 7; n++) {
      await asked[n]!.answer({ outcome: "unreachable" });
      expect(outbox.get()).toMatchObject({ unsent: 1, trouble: "unreachable" });
      waits[n]!.run();
      await settled();
    }
    expect(waits.map(({ ms }) => ms)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    await asked[7]!.answer(stored(1));
    expect(outbox.get()).toMatchObject({ unsent: 0, trouble: null });
    outbox.keep(place("a"), best("B"));
    await asked[8]!.answer({ outcome: "unreachable" });
    expect(waits.at(-1)!.ms).toBe(1000);
  });

  it("takes what Calot answers in words that are too new for stored, and says that it was updated", async () => {
    const { outbox, asked, waits } = bench();
    outbox.keep(place("a"), best("A"));
    await asked[0]!.answer({ outcome: "unreadable" });
    expect(outbox.get()).toMatchObject({ unsent: 0, trouble: "updated", refusal: null });
    expect([asked.length, waits.length]).toEqual([1, 0]);
  });

  it("waits for someone who is signed out, and goes on when asked", async () => {
    const { outbox, asked, waits } = bench();
    outbox.keep(place("a"), best("A"));
    await asked[0]!.answer({ outcome: "signed-out" });
    expect(outbox.get()).toMatchObject({ unsent: 1, trouble: "signed-out" });
    expect(waits).toEqual([]);
    outbox.flush();
    await asked[1]!.answer(stored(1));
    expect(outbox.get()).toMatchObject({ unsent: 0, trouble: null });
  });

  it("lets go of what is refused, says why, and sends the others", async () => {
    const { outbox, asked } = bench();
    outbox.keep(place("a"), best("A"));
    outbox.keep(place("b"), best("B"));
    await asked[0]!.answer({ outcome: "refused", detail: "The review is closed." });
    expect(outbox.get()).toMatchObject({ unsent: 1, refusal: "The review is closed." });
    await asked[1]!.answer(stored(1));
    expect(outbox.get()).toMatchObject({ unsent: 0, refusal: null });
  });
});
