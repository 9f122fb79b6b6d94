import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderFrame } from "../painting/render-frame";
import { readScenes } from "../readers/stand-in";
import { standIns } from "../readers/stand-ins";
import type { SceneFacts } from "../scene/facts";
import { labelMeFile } from "./labelme";
import { nameOf } from "./names";
import { annotationWorkbook } from "./workbook";

/** Says of a stand-in's file, on its first line, that no model stands behind it. */
const invented = (number: number) => ({
  model: `Invented reader ${number}`,
  checkpoint: "none",
  promptVersion: "none",
  parameters: {},
});

/** The bundle's files other than the pictures, by their path within it: the same for the same scenes. */
export async function bundleTexts(scenes: readonly SceneFacts[]): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  files.set("dataset.json", `${JSON.stringify(dataset(scenes), null, 2)}\n`);
  files.set("splits.csv", splits(scenes));
  files.set("annotations.xlsx", await annotationWorkbook(scenes));
  for (const scene of scenes) files.set(`labelme/${nameOf(scene)}.json`, labelMeFile(scene));
  for (const [i, reader] of standIns.entries()) {
    const lines = [invented(i + 1), ...readScenes(reader, scenes)].map((line) => JSON.stringify(line));
    files.set(`predictions/${reader.name}.jsonl`, `${lines.join("\n")}\n`);
  }
  return files;
}

/** Writes the whole bundle into `folder`, in place of what was there. `tell` hears of each picture drawn. */
export async function writeBundle(
  scenes: readonly SceneFacts[],
  folder: string,
  tell: (name: string, bytes: number) => void,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of await bundleTexts(scenes)) await put(join(folder, path), content);
  for (const scene of scenes) {
    const picture = await renderFrame(scene);
    await put(join(folder, `frames/${nameOf(scene)}.webp`), picture);
    tell(nameOf(scene), picture.byteLength);
  }
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function dataset(scenes: readonly SceneFacts[]) {
  const videos = new Set(scenes.map(({ procedure }) => procedure.video)).size;
  return {
    name: "Calot demo",
    version: "1.0.0",
    licence: "CC0-1.0",
    description: `${scenes.length} drawn scenes of laparoscopic cholecystectomy from ${videos} invented procedures. Pictures, Go Zones and texts come from the same made-up anatomy; the predictions are invented too.`,
    notice: "Drawn, not a patient. For trying Calot, not for clinical teaching.",
  };
}

function splits(scenes: readonly SceneFacts[]): string {
  const rows = new Map(scenes.map(({ procedure }) => [procedure.video, procedure.split]));
  return ["video,split", ...[...rows].map((row) => row.join(","))].map((line) => `${line}\n`).join("");
}
