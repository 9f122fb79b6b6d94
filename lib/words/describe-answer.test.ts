import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { runsOfBox } from "@/lib/domain/no-go/pixel-runs";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { readZone } from "@/lib/domain/scoring/zone";
import { describeAnswer, describeOthersContact } from "./describe-answer";

const frame = { width: 640, height: 480 };
const reference: Box = [100, 100, 200, 200];
const read = (box: Box | null, noGo: readonly NoGoRegion[] = []) =>
  readZone(box, { boxes: [reference], noGo }, frame);
const region = (name: string | null, box: Box): NoGoRegion => ({ name, counts: runsOfBox(box, frame) });

describe("describeAnswer", () => {
  it.each<[string, Box | null, string]>([
    ["on it", [100, 100, 200, 200], "Your zone is on the reference."],
    ["on it, low", [100, 130, 200, 230], "Your zone is on the reference, a little low."],
    [
      "overlapping",
      [80, 180, 150, 280],
      "Your zone overlaps the reference but sits too low and too far left.",
    ],
    [
      "around it",
      [0, 0, 640, 480],
      "Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the right.",
    ],
    [
      "around it, level",
      [0, 0, 300, 300],
      "Your zone takes in most of the reference but reaches far beyond it.",
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
    expect(describeAnswer("given", read(box))).toBe(sentence);
    expect(describeAnswer("right", read(box))).toBe(`Right phase. ${sentence}`);
  });

  it("says first that the phase was wrong", () => {
    expect(describeAnswer("wrong", read([100, 180, 200, 280]))).toBe(
      "Wrong phase. Your zone overlaps the reference but sits too low.",
    );
  });

  it("says that a zone on target is no hit under a wrong phase", () => {
    expect(describeAnswer("wrong", read(reference))).toMatch(/^Wrong phase\. .* not a hit\.$/);
  });

  const duct = region("common bile duct", [100, 188, 200, 240]);

  it("says of a zone on target what it touches", () => {
    const zone = read(reference, [duct]);
    expect(describeAnswer("right", zone)).toBe(
      "Right phase. Your zone is on the reference, but 12% of it lies on the common bile duct.",
    );
    expect(describeAnswer("given", zone)).toBe(
      "Your zone is on the reference, but 12% of it lies on the common bile duct.",
    );
    expect(describeAnswer("wrong", zone)).toBe(
      "Wrong phase. 12% of your zone lies on the common bile duct. Your zone is on the reference, but under a wrong phase the case is not a hit.",
    );
  });

  it("says of any other zone first what it touches", () => {
    expect(describeAnswer("right", read([100, 180, 200, 280], [duct]))).toBe(
      "Right phase. 52% of your zone lies on the common bile duct. Your zone overlaps the reference but sits too low.",
    );
  });

  it("names what is touched, the most touched first, and tells of what has no name where it lies", () => {
    const bed = region("liver bed", [100, 100, 200, 105]);
    const nameless = region(null, [180, 100, 200, 200]);
    const ending = (regions: readonly NoGoRegion[]) =>
      describeAnswer("given", read(reference, regions)).replace(/.* lies on /, "");
    expect(ending([bed, duct])).toBe("the common bile duct and the liver bed.");
    expect(ending([nameless])).toBe("a No-Go region, in its right part.");
    expect(ending([nameless, bed])).toBe("the liver bed and another No-Go region.");
  });

  it("says nothing of regions that are not touched", () => {
    expect(describeAnswer("given", read(reference, [region(null, [0, 0, 50, 50])]))).toBe(
      "Your zone is on the reference.",
    );
    expect(describeAnswer("given", read(null, [duct]))).toBe("No zone was drawn.");
  });

  it("says the same of another one's zone, and nothing where it touches nothing", () => {
    const { contact } = read(reference, [region("liver bed", [100, 100, 200, 112])]);
    expect(describeOthersContact(contact)).toBe("12% of the zone lies on the liver bed.");
    expect(describeOthersContact(read(reference, [region("liver bed", [0, 0, 50, 50])]).contact)).toBe("");
  });

  it("never rounds a contact away", () => {
    expect(describeAnswer("given", read(reference, [region(null, [100, 100, 101, 101])]))).toContain(
      "but <1% of it lies on",
    );
  });
});
