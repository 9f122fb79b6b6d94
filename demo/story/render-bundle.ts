import { createHash } from "node:crypto";
import { access, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { layField } from "@/demo/field/lay-field";
import type { FieldRenderer } from "@/demo/field/render-field";
import type { SceneFacts } from "@/demo/scene/facts";
import { boxSchema } from "@/lib/domain/box-schema";
import type { Box } from "@/lib/domain/geometry";
import { bundleTexts, type Zoned } from "./writing/bundle-texts";
import { nameOf } from "./writing/names";
import { pictureFile } from "./writing/picture";
import { findGoZone } from "./zones/go-zone";

/** A sentence for whoever renders. */
export class RenderError extends Error {}

const zonesSchema = z.array(boxSchema).min(1);

/**
 * Renders scenes into a bundle at `folder`, in place of what was there; its `predictions` are kept. The work is
 * done in `folder`.part, and a run that was stopped goes on there with the frames that are missing, as long as
 * neither the code nor the scenes have changed. `tell` hears of each frame.
 *
 * @throws RenderError naming the scenes that show nothing that their Go Zone could be
 */
export async function renderBundle(
  scenes: readonly SceneFacts[],
  folder: string,
  renderer: FieldRenderer,
  tell: (done: number) => void,
): Promise<{ bytes: number }> {
  const part = `${folder}.part`;
  await beginOrGoOn(part, scenes);
  const zoned: Zoned[] = [];
  const refused: string[] = [];
  for (const [index, scene] of scenes.entries()) {
    const zones = (await zonesSoFar(part, scene)) ?? (await renderScene(part, scene, renderer));
    if (zones) zoned.push({ scene, zones });
    else refused.push(nameOf(scene));
    tell(index + 1);
  }
  if (refused.length > 0) {
    throw new RenderError(
      `Nothing that the Go Zone could be is seen in ${refused.join(", ")}. Change these scenes and render again.`,
    );
  }
  const texts = await bundleTexts(zoned);
  for (const [file, content] of texts) await put(path.join(part, file), content);
  await rm(path.join(part, "work"), { recursive: true });
  const predictions = path.join(folder, "predictions");
  if (await exists(predictions)) await cp(predictions, path.join(part, "predictions"), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
  return { bytes: await sizeOf(folder) };
}

/** Null where the picture shows nothing that the Go Zone could be. */
async function renderScene(part: string, scene: SceneFacts, renderer: FieldRenderer): Promise<Box[] | null> {
  const field = layField(scene);
  const { rgba, ids } = await renderer.render(field);
  const zones = findGoZone(field, ids);
  if (!zones) return null;
  await put(path.join(part, `frames/${nameOf(scene)}.webp`), await pictureFile(rgba, zones));
  // Last, and whole: it says that the frame is done.
  await put(path.join(part, `work/${nameOf(scene)}.json`), JSON.stringify(zones));
  return zones;
}

async function zonesSoFar(part: string, scene: SceneFacts): Promise<Box[] | null> {
  const text = await readFile(path.join(part, `work/${nameOf(scene)}.json`), "utf8").catch(() => null);
  return text === null ? null : zonesSchema.parse(JSON.parse(text));
}

/** Keeps the work of a run that was stopped if this run would do the same. */
async function beginOrGoOn(part: string, scenes: readonly SceneFacts[]): Promise<void> {
  const stamp = path.join(part, "work/made-by");
  const made = await fingerprint(scenes);
  if ((await readFile(stamp, "utf8").catch(() => "")) === made) return;
  await rm(part, { recursive: true, force: true });
  await put(stamp, made);
}

/** A digest of the scenes and of the code that makes pictures and zones of them. */
async function fingerprint(scenes: readonly SceneFacts[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(scenes));
  const demo = fileURLToPath(new URL("..", import.meta.url));
  for (const folder of ["field", "scene", "story/zones", "story/writing"]) {
    const entries = await readdir(path.join(demo, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(path.relative(demo, file)).update(await readFile(file));
  }
  return hash.digest("hex");
}

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (entry) => (await readFile(path.join(entry.parentPath, entry.name))).length),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
