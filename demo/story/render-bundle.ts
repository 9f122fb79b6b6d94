import { createHash } from "node:crypto";
import { access, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { layField } from "@/demo/field/lay-field";
import type { FieldRenderer } from "@/demo/field/render-field";
import type { SceneFacts } from "@/demo/scene/facts";
import { boxSchema } from "@/lib/domain/box-schema";
import { noGoRegionSchema } from "@/lib/domain/no-go/region";
import { readBundle } from "@/lib/resgo/read-bundle";
import { bundleTexts, type Places, type Zoned } from "./writing/bundle-texts";
import { labelMeFile } from "./writing/labelme";
import { nameOf } from "./writing/names";
import { pictureFile } from "./writing/picture";
import { findGoZone } from "./zones/go-zone";
import { findNoGo } from "./zones/no-go";

/** A sentence for whoever renders. */
export class RenderError extends Error {}

const placesSchema: z.ZodType<Places> = z.object({
  zones: z.array(boxSchema).min(1),
  noGo: z.array(noGoRegionSchema),
});

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
    const places = (await placesSoFar(part, scene)) ?? (await renderScene(part, scene, renderer));
    if (places) zoned.push({ scene, ...places });
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
async function renderScene(part: string, scene: SceneFacts, renderer: FieldRenderer): Promise<Places | null> {
  const field = layField(scene);
  const { rgba, ids } = await renderer.render(field);
  const zones = findGoZone(field, ids);
  if (!zones) return null;
  await put(path.join(part, `frames/${nameOf(scene)}.webp`), await pictureFile(rgba, zones));
  const places = { zones, noGo: findNoGo(field, ids, zones) };
  // Last, and whole: it says that the frame is done.
  await put(path.join(part, `work/${nameOf(scene)}.json`), JSON.stringify(places));
  return places;
}

async function placesSoFar(part: string, scene: SceneFacts): Promise<Places | null> {
  const text = await readFile(path.join(part, `work/${nameOf(scene)}.json`), "utf8").catch(() => null);
  return text === null ? null : placesSchema.parse(JSON.parse(text));
}

/**
 * Finds the No-Go regions of a bundle's frames anew, and writes them beside the zones that are there. No picture is
 * rendered: only the tissues are traced. `tell` hears of each frame.
 *
 * @throws RenderError naming the first frame that isn't there, or whose zone is not the one that its scene has now
 */
export async function redrawNoGo(
  scenes: readonly SceneFacts[],
  folder: string,
  renderer: Pick<FieldRenderer, "trace">,
  tell: (done: number) => void,
): Promise<void> {
  const { samples } = await readBundle(folder);
  for (const [index, scene] of scenes.entries()) {
    const field = layField(scene);
    const ids = await renderer.trace(field);
    const zones = findGoZone(field, ids);
    const kept = samples.find(
      ({ video, frame }) => video === scene.procedure.video && frame === scene.frame,
    )?.boxes;
    if (!zones || JSON.stringify(zones) !== JSON.stringify(kept)) {
      throw new RenderError(`The zone of ${nameOf(scene)} is not the bundle’s. Render the frame again.`);
    }
    const text = await labelMeFile(scene, zones, findNoGo(field, ids, zones));
    await put(path.join(folder, `labelme/${nameOf(scene)}.json`), text);
    tell(index + 1);
  }
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
