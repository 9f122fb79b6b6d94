import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import { seededRandom } from "../statistics/random";
import type { Aid } from "./aid";
import { drawAid } from "./draw-aid";
import { type Looks, relianceOf } from "./reliance";

const BOX: Box = [0, 0, 100, 100];
const HALF: Box = [0, 0, 50, 100];

const model = (over: Partial<Extract<Aid, { kind: "model" }>> = {}): Aid => ({
  kind: "model",
  model: "M",
  run: "r",
  phase: "B",
  box: BOX,
  ...over,
});
const clip: Aid = { kind: "clip", clipUrl: "/api/cases/1/clip" };
const cohort: Aid = { kind: "cohort", readers: 2, boxes: [BOX, HALF] };

describe("the aid of a second look", () => {
  it("is of a kind drawn first, so that many models don't crowd out the others", () => {
    const random = seededRandom(1);
    const aids = [model({ run: "1" }), model({ run: "2" }), model({ run: "3" }), clip, cohort];
    const drawn = Array.from({ length: 3000 }, () => drawAid(aids, null, random));
    for (const kind of ["model", "clip", "cohort"]) {
      expect(drawn.filter((aid) => aid?.kind === kind).length).toBeGreaterThan(900);
    }
    for (const run of ["1", "2", "3"]) {
      expect(drawn.filter((aid) => aid?.kind === "model" && aid.run === run).length).toBeGreaterThan(250);
    }
  });

  it("is of the kind that is asked for, or none", () => {
    expect(drawAid([model(), clip], "clip", seededRandom(1))).toEqual(clip);
    expect(drawAid([model(), clip], "cohort", seededRandom(1))).toBeNull();
    expect(drawAid([], null, seededRandom(1))).toBeNull();
  });
});

describe("reliance", () => {
  const looks = (over: Partial<Looks>): Looks => ({
    kind: "model",
    firstRight: false,
    aidRight: true,
    lastRight: false,
    changed: false,
    n: 1,
    moved: 0,
    movement: 0,
    squares: 0,
    ...over,
  });

  it("is nothing without second looks", () => {
    expect(relianceOf([])).toEqual([]);
  });

  it("counts of those first wrong with the model right who came right, and of those first right with it wrong who stayed", () => {
    const [reliance] = relianceOf([
      looks({ n: 3, lastRight: true, changed: true }),
      looks({ n: 1 }),
      looks({ n: 5, firstRight: true, aidRight: false, lastRight: true }),
      looks({ n: 2, firstRight: true, aidRight: false, changed: true }),
      // Neither: both right, both wrong.
      looks({ n: 7, firstRight: true, lastRight: true }),
      looks({ n: 8, aidRight: false, changed: true, lastRight: true }),
    ]);
    expect(reliance).toMatchObject({
      kind: "model",
      n: 26,
      changed: { n: 26, yes: 13 },
      gained: { n: 4, yes: 3 },
      held: { n: 7, yes: 5 },
      movement: null,
    });
    const [low, high] = reliance!.gained.interval!;
    expect(low).toBeCloseTo(0.3006, 4);
    expect(high).toBeCloseTo(0.9544, 4);
  });

  it("counts all who were first wrong, and first right, where the aid gives no answer", () => {
    const [reliance] = relianceOf([
      looks({ kind: "clip", aidRight: null, n: 2, lastRight: true, changed: true }),
      looks({ kind: "clip", aidRight: null, n: 2 }),
      looks({ kind: "clip", aidRight: null, firstRight: true, lastRight: true, n: 3 }),
    ]);
    expect(reliance).toMatchObject({ kind: "clip", gained: { n: 4, yes: 2 }, held: { n: 3, yes: 3 } });
  });

  it("tells the mean movement with its interval, and none of a single zone", () => {
    const one = looks({ moved: 1, movement: 0.4, squares: 0.16 });
    expect(relianceOf([one])[0]!.movement).toEqual({ n: 1, mean: 0.4, interval: null });
    const two = relianceOf([one, looks({ moved: 1 })])[0]!.movement!;
    expect(two).toMatchObject({ n: 2, mean: 0.2 });
    expect(two.interval![0]).toBeCloseTo(0.2 - 1.95996 * 0.2, 4);
  });

  it("keeps kinds apart, in their order", () => {
    const both = relianceOf([looks({ kind: "cohort", aidRight: null }), looks({})]);
    expect(both.map(({ kind }) => kind)).toEqual(["model", "cohort"]);
  });
});
