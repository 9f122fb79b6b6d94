import { fileURLToPath } from "node:url";
import { type Bundle, readBundle } from "@/lib/resgo/read-bundle";
import { scenes } from "../procedures";
import type { Zoned } from "../writing/bundle-texts";

/** Where the demo's bundle is kept. */
export const keptFolder = fileURLToPath(new URL("../../bundle", import.meta.url));

/** The demo's bundle as it is kept, and the zones that it has for each scene. */
export async function readKept(): Promise<{ readonly bundle: Bundle; readonly zoned: Zoned[] }> {
  const bundle = await readBundle(keptFolder);
  const zoned = scenes.map((scene) => {
    const sample = bundle.samples.find(
      ({ video, frame }) => video === scene.procedure.video && frame === scene.frame,
    );
    return { scene, zones: sample?.boxes ?? [], noGo: sample?.noGo ?? [] };
  });
  return { bundle, zoned };
}
