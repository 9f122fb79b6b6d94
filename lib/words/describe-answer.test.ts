import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { runsOfBox } from "@/lib/domain/no-go/pixel-runs";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { readBeyond } from "@/lib/domain/scoring/beyond";
import type { PhaseOutcome } from "@/lib/domain/scoring/failure";
import { readZone } from "@/lib/domain/scoring/zone";
import { describeAnswer, describeBeyond, describeOthersContact } from "./describe-answer";

const frame = { width: 640, height: 480 };
const reference: Box = [100, 100, 200, 200];
const read = (box: Box | null, noGo: readonly NoGoRegion[] = []) =>
  readZone(box, { boxes: [reference], noGo }, frame);
const said = (phase: PhaseOutcome, box: Box | null, noGo: readonly NoGoRegion[] = []) =>
  describeAnswer(phase, read(box, noGo), box && readBeyond(box, { boxes: [reference], noGo }, frame));
const region = (name: string | null, box: Box): NoGoRegion => ({ name, counts: runsOfBox(box, frame) });

describe("describeAnswer", () => {
  it.each<[string, Box | null, string]>([
    ["on it", [100, 100, 200, 200], "Your zone is on the reference."],
    ["on it, a little over", [95, 100, 200, 200], "Your zone is on the reference."],
    ["on it, low", [110, 130, 190, 208], "Your zone is on the reference."],
    [
      "on it, beyond it",
      [100, 130, 200, 230],
      "Your zone is on the reference and runs 30 px beyond it downwards.",
    ],
    [
      "overlapping",
      [80, 180, 150, 280],
      "Your zone overlaps the reference but sits too low and too far left. It runs 80 px beyond it downwards and 20 px to the left.",
    ],
    [
      "around it",
      [0, 0, 640, 480],
      "Your zone takes in most of the reference but runs far beyond it on every side, by up to 440 px.",
    ],
    [
      "around it, level",
      [0, 0, 300, 300],
      "Your zone takes in most of the reference but runs far beyond it on every side, by up to 100 px.",
    ],
    [
      "around it, to the right",
      [100, 100, 640, 200],
      "Your zone takes in most of the reference but runs far beyond it: 440 px to the right.",
    ],
    [
      "all around it",
      [85, 85, 215, 215],
      "Your zone is on the reference and runs up to 15 px beyond it on every side.",
    ],
    [
      "a corner of it",
      [100, 100, 140, 140],
      "Your zone is on the reference but takes in only a small part of it, high and to the left.",
    ],
    [
      "its middle",
      [135, 135, 165, 165],
      "Your zone is on the reference but takes in only a small part of it.",
    ],
    ["elsewhere", [400, 0, 500, 50], "Your zone misses the reference: it lies too high and too far right."],
    ["nowhere", null, "No zone was drawn."],
  ])("says where a zone lay: %s", (_, box, sentence) => {
    expect(said("given", box)).toBe(sentence);
    expect(said("right", box)).toBe(`Right phase. ${sentence}`);
  });

  it("says first that the phase was wrong", () => {
    expect(said("wrong", [100, 180, 200, 280])).toBe(
      "Wrong phase. Your zone overlaps the reference but sits too low. It runs 80 px beyond it downwards.",
    );
  });

  it("says that a zone on target is no hit under a wrong phase", () => {
    expect(said("wrong", reference)).toMatch(/^Wrong phase\. .* not a hit\.$/);
  });

  const duct = region("common bile duct", [100, 188, 200, 240]);

  it("says of a zone on target what it touches there", () => {
    expect(said("right", reference, [duct])).toBe(
      "Right phase. Your zone is on the reference, but 12% of it lies on the common bile duct.",
    );
    expect(said("given", reference, [duct])).toBe(
      "Your zone is on the reference, but 12% of it lies on the common bile duct.",
    );
    expect(said("wrong", reference, [duct])).toBe(
      "Wrong phase. 12% of your zone lies on the common bile duct. Your zone is on the reference, but under a wrong phase the case is not a hit.",
    );
  });

  it("says first onto what a zone runs beyond the reference, and by which side", () => {
    const left = region("common bile duct", [40, 100, 70, 200]);
    const hit: Box = [59, 85, 200, 200];
    const onto = "runs 41 px beyond the reference to the left, onto the common bile duct.";
    expect(said("right", hit, [left])).toBe(`Right phase, but your zone ${onto}`);
    expect(said("given", hit, [left])).toBe(`Your zone ${onto}`);
    expect(said("wrong", hit, [left])).toBe(
      `Wrong phase, and your zone ${onto} Under a wrong phase the case is not a hit.`,
    );
    expect(said("right", [100, 180, 200, 280], [duct])).toBe(
      "Right phase, but your zone runs 80 px beyond the reference downwards, onto the common bile duct. Your zone overlaps the reference but sits too low.",
    );
    expect(said("right", [98, 100, 200, 200], [region(null, [98, 100, 99, 101]), left])).toContain(
      "runs 2 px beyond the reference to the left, onto a No-Go region.",
    );
  });

  it("says of a zone that misses the reference that it does, after what it touches", () => {
    expect(said("right", [100, 210, 200, 240], [duct])).toBe(
      "Right phase. 100% of your zone lies on the common bile duct. Your zone misses the reference: it lies too low.",
    );
  });

  it("names what is touched, the most touched first, and tells of what has no name where it lies", () => {
    const bed = region("liver bed", [100, 100, 200, 105]);
    const nameless = region(null, [180, 100, 200, 200]);
    const ending = (regions: readonly NoGoRegion[]) =>
      said("given", reference, regions).replace(/.* lies on /, "");
    expect(ending([bed, duct])).toBe("the common bile duct and the liver bed.");
    expect(ending([nameless])).toBe("a No-Go region, in its right part.");
    expect(ending([nameless, bed])).toBe("the liver bed and another No-Go region.");
  });

  it("says nothing of regions that are not touched", () => {
    expect(said("given", reference, [region(null, [0, 0, 50, 50])])).toBe("Your zone is on the reference.");
    expect(said("given", null, [duct])).toBe("No zone was drawn.");
  });

  it("says the same of another one's zone, and nothing where it touches nothing", () => {
    const { contact } = read(reference, [region("liver bed", [100, 100, 200, 112])]);
    expect(describeOthersContact(contact)).toBe("12% of the zone lies on the liver bed.");
    expect(describeOthersContact(read(reference, [region("liver bed", [0, 0, 50, 50])]).contact)).toBe("");
  });

  it("never rounds a contact away", () => {
    expect(said("given", reference, [region(null, [100, 100, 101, 101])])).toContain("but <1% of it lies on");
  });
});

it("says what of a zone lies beyond the reference, however little", () => {
  const beyond = (box: Box) => describeBeyond(readBeyond(box, { boxes: [reference], noGo: [] }, frame)!);
  expect(beyond([120, 120, 180, 180])).toBe("Nothing of your zone lies beyond the reference.");
  expect(beyond([99.7, 100, 200, 250])).toBe("50 px downwards and 1 px to the left; 34% of your zone.");
});
