import { describe, expect, test } from "vitest";
import { phaseOf, type SceneFacts } from "@/demo/scene/facts";
import { PHASES } from "@/lib/domain/phases";
import { scenes } from "./procedures";

const videos = [...new Set(scenes.map(({ procedure }) => procedure.video))];
const framesOf = (video: string): SceneFacts[] => scenes.filter(({ procedure }) => procedure.video === video);

test("there are at least 96 scenes of twelve procedures, the phases in fair shares", () => {
  expect(videos.length).toBeGreaterThanOrEqual(12);
  expect(scenes.length).toBeGreaterThanOrEqual(96);
  for (const phase of PHASES) {
    const share = scenes.filter((scene) => phaseOf(scene) === phase).length / scenes.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  }
});

test("three procedures are for testing, with every phase in them at least five times", () => {
  const tested = scenes.filter(({ procedure }) => procedure.split === "test");
  expect(new Set(tested.map(({ procedure }) => procedure.video)).size).toBe(3);
  for (const phase of PHASES) {
    expect(tested.filter((scene) => phaseOf(scene) === phase).length).toBeGreaterThanOrEqual(5);
  }
});

test("B and C alternate in some procedures and not in others", () => {
  const returns = videos.map((video) => {
    const phases = framesOf(video).map(phaseOf);
    return phases.some((phase, index) => phase === "B" && phases[index - 1] === "C");
  });
  expect(new Set(returns)).toEqual(new Set([true, false]));
});

describe.each(videos)("%s", (video) => {
  const frames = framesOf(video);
  const pairs = frames.slice(1).map((next, index) => [frames[index]!, next] as const);

  test("begins with A, ends with D, and goes back from C to B alone", () => {
    expect(phaseOf(frames[0]!)).toBe("A");
    expect(phaseOf(frames.at(-1)!)).toBe("D");
    for (const [one, next] of pairs) {
      expect(next.frame).toBeGreaterThan(one.frame);
      expect(phaseOf(next) >= phaseOf(one) || (phaseOf(one) === "C" && phaseOf(next) === "B")).toBe(true);
    }
  });

  test("undoes nothing that has been done", () => {
    let [opened, freed, duct, artery, adhesions] = [0, 0, 0, 0, 2];
    for (const { state } of frames) {
      const before = [opened, freed, duct, artery, -adhesions];
      if (state.phase === "A") adhesions = ["none", "filmy", "dense"].indexOf(state.adhesions);
      if (state.phase === "B") opened = state.opened;
      if (state.phase === "B" || state.phase === "C")
        artery = state.artery.clips + Number(state.artery.divided);
      if (state.phase === "C") duct = state.duct.clips + Number(state.duct.divided);
      if (state.phase === "D") freed = state.freed;
      for (const [index, after] of [opened, freed, duct, artery, -adhesions].entries()) {
        expect(after).toBeGreaterThanOrEqual(before[index]!);
      }
    }
  });

  test("cuts nothing without three clips, and works at what is there", () => {
    for (const { state, procedure } of frames) {
      if (state.phase !== "B" && state.phase !== "C") continue;
      const structures = { artery: state.artery, ...(state.phase === "C" && { duct: state.duct }) };
      for (const { clips, divided } of Object.values(structures)) expect(!divided || clips === 3).toBe(true);
      // Of two arteries no sentence says which one is divided.
      if (procedure.artery === "double") expect(state.artery.divided).toBe(false);
      if (state.phase !== "C") continue;
      expect(state.at === null).toBe(state.instrument === null);
      if (state.at === null) continue;
      const { clips, divided } = state[state.at];
      expect(divided).toBe(false);
      expect(state.instrument === "scissors").toBe(clips === 3);
    }
  });
});
