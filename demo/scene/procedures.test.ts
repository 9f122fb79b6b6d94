import { expect, test } from "vitest";
import { PHASES } from "@/lib/domain/phases";
import { phaseOf } from "./facts";
import { scenes } from "./procedures";

const videos = [...new Set(scenes.map(({ procedure }) => procedure.video))];
const byVideo = videos.map((video) => scenes.filter(({ procedure }) => procedure.video === video));

test("there are 24 scenes of six procedures, six of each phase", () => {
  expect(scenes).toHaveLength(24);
  expect(videos).toHaveLength(6);
  for (const phase of PHASES) expect(scenes.filter((scene) => phaseOf(scene) === phase)).toHaveLength(6);
});

test("two procedures are for testing, with every phase in them", () => {
  const tested = scenes.filter(({ procedure }) => procedure.split === "test");
  expect(new Set(tested.map(({ procedure }) => procedure.video)).size).toBe(2);
  expect(new Set(tested.map(phaseOf))).toEqual(new Set(PHASES));
});

test.each(byVideo)(
  "a procedure’s frames follow one another, its phases as in the paper’s transitions",
  (...frames) => {
    for (const [index, scene] of frames.entries()) {
      const next = frames[index + 1];
      if (!next) break;
      expect(next.frame).toBeGreaterThan(scene.frame);
      const back = phaseOf(scene) === "C" && phaseOf(next) === "B";
      expect(back || phaseOf(next) >= phaseOf(scene)).toBe(true);
    }
  },
);

test("neither the place in a procedure nor the number of its frames gives the phase away", () => {
  const firsts = new Set(byVideo.map(([first]) => phaseOf(first!)));
  const lasts = new Set(byVideo.map((frames) => phaseOf(frames.at(-1)!)));
  expect(firsts.size).toBeGreaterThan(1);
  expect(lasts.size).toBeGreaterThan(1);
});
