import type { AnswerReveal, ModelReading, Reveal } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import type { CaseHeat } from "@/lib/domain/scoring/agreement-map";
import type { Beyond } from "@/lib/domain/scoring/beyond";
import { boxesOf, isSameZone, type Zone } from "@/lib/domain/scoring/zone";
import { plural, t } from "@/lib/language/t";
import type { Reader } from "../viewer/reader-lines";

/** What one reader drew, or what the reference says must not be touched, as it lies on the frame. */
export type Layer = {
  readonly id: string;
  readonly reader: Reader | "no-go" | "cohort" | "beyond";
  readonly name: string;
  /** The name on the frame: short, so that it covers little. */
  readonly label: string;
  readonly boxes: readonly Box[];
  /** IoU with the reference; the reference has none with itself. */
  readonly iou: number | null;
  /** Of the layer of No-Go regions, which has no boxes. */
  readonly regions?: readonly NoGoRegion[];
  /** The letter that shows and hides it, where that is no number. */
  readonly letter?: string;
};

export type NamedReading = ModelReading & { readonly name: string; readonly label: string };

const LABEL_LENGTH = 16;

const shortened = (name: string): string =>
  name.length > LABEL_LENGTH ? `${name.slice(0, LABEL_LENGTH - 1)}…` : name;

/** The models' readings under names that tell them apart: a model's runs are numbered where it has several. */
export function nameReadings(predictions: readonly ModelReading[]): readonly NamedReading[] {
  return predictions.map((reading) => {
    const runs = predictions.filter(({ model }) => model === reading.model);
    const name =
      runs.length === 1 ? reading.model : `${reading.model} (${runs.indexOf(reading) + 1}), ${reading.run}`;
    // What is shortened may be another's name too.
    const label = shortened(reading.model);
    const alike = predictions.filter(({ model }) => shortened(model) === label);
    return {
      ...reading,
      name,
      label: alike.length === 1 ? label : `${label} (${alike.indexOf(reading) + 1})`,
    };
  });
}

/** The reference's No-Go regions as a layer; none where it has none. */
export function noGoLayers(regions: readonly NoGoRegion[]): readonly Layer[] {
  if (regions.length === 0) return [];
  const name = t`${plural(regions.length, "No-Go region", "No-Go regions")}`;
  return [{ id: "no-go", reader: "no-go", name, label: "", boxes: [], iou: null, regions }];
}

/** The reference, what it says must not be touched, then every model that drew a zone. */
export function sharedLayersOf({
  reference,
  predictions,
}: Pick<Reveal, "reference" | "predictions">): readonly Layer[] {
  const models = nameReadings(predictions).flatMap(({ box: drawn, name, label, score }): Layer[] =>
    drawn
      ? [{ id: `model ${name}`, reader: "model", name, label, boxes: boxesOf(drawn), iou: score.iou }]
      : [],
  );
  const { boxes, noGo } = reference;
  return [
    { id: "reference", reader: "reference", name: t`Reference`, label: t`Reference`, boxes, iou: null },
    ...noGoLayers(noGo),
    ...models,
  ];
}

type More = {
  /** What of your zone lies beyond the reference. */
  readonly beyond?: Beyond | null;
  /** Where other residents drew. */
  readonly heat?: CaseHeat | null;
};

/** You before those, and after them the others. Their order is that of the keys 1, 2, 3 … */
export function layersOf(
  zone: Zone,
  iou: number,
  reveal: Pick<Reveal, "reference" | "predictions"> & Pick<AnswerReveal, "secondLook">,
  { beyond = null, heat = null }: More = {},
): readonly Layer[] {
  return [
    { id: "you", reader: "you", name: t`You`, label: t`You`, boxes: boxesOf(zone), iou },
    ...lastLayers(zone, reveal.secondLook),
    ...sharedLayersOf(reveal),
    ...heatLayers(heat),
    ...beyondLayers(beyond),
  ];
}

export const HEAT_LAYER = "cohort";

/** Where other residents drew, as a layer: a heat, which the page draws itself. */
function heatLayers(heat: CaseHeat | null): readonly Layer[] {
  if (!heat) return [];
  const name = t`${plural(heat.n, "# other resident", "# other residents")}`;
  return [{ id: HEAT_LAYER, reader: "cohort", name, label: "", boxes: [], iou: null }];
}

/** The zone of a second look's last answer, where it is another than the first. */
function lastLayers(zone: Zone, secondLook: AnswerReveal["secondLook"]): readonly Layer[] {
  const last = secondLook?.last;
  if (!last || isSameZone(last.box, zone)) return [];
  const name = t`You, second look`;
  return [{ id: "last", reader: "you", name, label: name, boxes: boxesOf(last.box), iou: last.score.iou }];
}

/** What of a zone lies beyond the reference, as a layer with a letter: the numbers are the readers'. */
function beyondLayers(beyond: Beyond | null): readonly Layer[] {
  if (!beyond || beyond.excess.length === 0) return [];
  const name = t`Beyond the reference`;
  return [{ id: "beyond", reader: "beyond", name, label: "", boxes: beyond.excess, iou: null, letter: "b" }];
}
