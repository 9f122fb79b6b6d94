import { writeFile } from "node:fs/promises";
import { layField } from "@/demo/field/lay-field";
import type { FieldRenderer } from "@/demo/field/render-field";
import { FRAME, phaseOf, type SceneFacts } from "@/demo/scene/facts";
import { pictureFile } from "./writing/picture";
import { findGoZone } from "./zones/go-zone";
import { findNoGo } from "./zones/no-go";

/**
 * What the first case shows, which explains how a case goes: a frame of a procedure that no dataset holds, so that it
 * tells nothing of a case that anybody will answer.
 */
const firstScene: SceneFacts = {
  procedure: {
    video: "FIRST",
    split: "train",
    fat: "lean",
    wall: "thin",
    liver: "healthy",
    pouch: "prominent",
    duct: "long",
    artery: "apart",
    commonDuct: "visible",
    clips: "titanium",
    view: "full",
  },
  frame: 320,
  traction: "firm",
  hindrance: null,
  camera: "usual",
  state: {
    phase: "B",
    opened: 0.3,
    instrument: "hook",
    artery: { clips: 0, divided: false },
  },
};

/** Renders it: the picture, and what components/first-case knows of it. */
export async function renderFirstCase(
  files: { readonly picture: string; readonly facts: string },
  renderer: Pick<FieldRenderer, "render">,
): Promise<void> {
  const field = layField(firstScene);
  const { rgba, ids } = await renderer.render(field);
  const boxes = findGoZone(field, ids);
  if (!boxes) throw new Error("The first case shows nothing that its Go Zone could be.");
  await writeFile(files.picture, await pictureFile(rgba, boxes));
  const facts = { ...FRAME, phase: phaseOf(firstScene), boxes, noGo: findNoGo(field, ids, boxes) };
  await writeFile(files.facts, `${JSON.stringify(facts)}\n`);
}
