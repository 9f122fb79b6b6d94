import type { ModelReading } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import type { Zone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { type Layer, layersOf } from "../reveal/layers";

type Shown = {
  readonly reference: { readonly boxes: readonly Box[]; readonly phase: "A" | "B" | "C" | "D" };
  readonly predictions: readonly ModelReading[];
};

/** A resident on the frame: short. */
export const firstName = (name: string): string => name.split(/\s+/)[0]?.slice(0, 16) || t`Reader`;

/** The resident's zone under the resident's name, the reference and the models. */
export function layersOfAttempt(
  of: Shown & { readonly reader: string; readonly box: Zone; readonly iou: number },
): readonly Layer[] {
  return layersOf(of.box, of.iou, of).map((layer) =>
    layer.id === "you" ? { ...layer, name: of.reader, label: firstName(of.reader) } : layer,
  );
}

/** The models' layers: hidden at first, for the residents' zones come first. */
export const modelLayers = (layers: readonly Layer[]): ReadonlySet<string> =>
  new Set(layers.filter(({ reader }) => reader === "model").map(({ id }) => id));
