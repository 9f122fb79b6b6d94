import { layField } from "@/demo/field/lay-field";
import type { SceneFacts } from "@/demo/scene/facts";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { composeRationales } from "../words/compose";
import { measureSight } from "../words/sight";
import { datasetFile, splitsFile } from "./dataset";
import { labelMeFile } from "./labelme";
import { nameOf } from "./names";
import { type Annotated, annotationWorkbook } from "./workbook";

/** Where a scene may be touched now, and where not: what its picture shows of the definition. */
export type Places = { readonly zones: readonly Box[]; readonly noGo: readonly NoGoRegion[] };

export type Zoned = Places & { readonly scene: SceneFacts };

/** What is written of each scene, given its zones: the facts and the laid-out field say the rest. */
export function annotate(zoned: readonly Zoned[]): Annotated[] {
  const rationales = composeRationales(
    zoned.map(({ scene, zones }) => ({ scene, sight: measureSight(layField(scene), zones) })),
  );
  return zoned.map(({ scene }, index) => ({ scene, rationale: rationales[index]! }));
}

/** The bundle's files other than pictures and predictions, by their path within it. */
export async function bundleTexts(zoned: readonly Zoned[]): Promise<Map<string, string | Uint8Array>> {
  const scenes = zoned.map(({ scene }) => scene);
  const files = new Map<string, string | Uint8Array>();
  files.set("dataset.json", datasetFile(scenes));
  files.set("splits.csv", splitsFile(scenes));
  files.set("annotations.xlsx", await annotationWorkbook(annotate(zoned)));
  for (const { scene, zones, noGo } of zoned)
    files.set(`labelme/${nameOf(scene)}.json`, await labelMeFile(scene, zones, noGo));
  return files;
}
