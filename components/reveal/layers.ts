import type { ModelReading, Reveal } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import { boxesOf, type Zone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";

/** What one reader drew, as it lies on the frame. */
export type Layer = {
  readonly id: string;
  readonly reader: "you" | "reference" | "model";
  readonly name: string;
  /** The name on the frame: short, so that it covers little. */
  readonly label: string;
  readonly boxes: readonly Box[];
  /** IoU with the reference; the reference has none with itself. */
  readonly iou: number | null;
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

/** The reference, then every model that drew a zone. */
export function sharedLayersOf({
  reference,
  predictions,
}: Pick<Reveal, "reference" | "predictions">): readonly Layer[] {
  const models = nameReadings(predictions).flatMap(({ box: drawn, name, label, score }): Layer[] =>
    drawn
      ? [{ id: `model ${name}`, reader: "model", name, label, boxes: boxesOf(drawn), iou: score.iou }]
      : [],
  );
  const { boxes } = reference;
  return [
    { id: "reference", reader: "reference", name: t`Reference`, label: t`Reference`, boxes, iou: null },
    ...models,
  ];
}

/** You before those. Their order is that of the keys 1, 2, 3 … */
export function layersOf(
  zone: Zone,
  iou: number,
  reveal: Pick<Reveal, "reference" | "predictions">,
): readonly Layer[] {
  return [
    { id: "you", reader: "you", name: t`You`, label: t`You`, boxes: boxesOf(zone), iou },
    ...sharedLayersOf(reveal),
  ];
}
