import type { Reveal } from "@/lib/domain/attempts/views";
import type { Zone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { type Layer, layersOf } from "../reveal/layers";

/** A resident on the frame: short. */
export const firstName = (name: string): string => name.split(/\s+/)[0]?.slice(0, 16) || t`Reader`;

/** The resident's zone under the resident's name, the reference and the models. */
export function layersOfAttempt(
  of: Pick<Reveal, "reference" | "predictions"> & {
    readonly reader: string;
    readonly box: Zone;
    readonly iou: number;
  },
): readonly Layer[] {
  return layersOf(of.box, of.iou, of).map((layer) =>
    layer.id === "you" ? { ...layer, name: of.reader, label: firstName(of.reader) } : layer,
  );
}

/** The models' layers: hidden at first, for the residents' zones come first. */
export const modelLayers = (layers: readonly Layer[]): ReadonlySet<string> =>
  new Set(layers.filter(({ reader }) => reader === "model").map(({ id }) => id));
