import type { DisputeDetail } from "@/lib/domain/disputes/views";
import type { Box } from "@/lib/domain/geometry";
import { type NoGoRegion, sameRegions } from "@/lib/domain/no-go/region";
import { boxesOf } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { noGoLayers } from "../reveal/layers";
import type { Mark } from "../viewer/reader-lines";

/** The layer of everybody’s answers. */
export const HEAT_LAYER = "heat";

/** What lies on the frame before a judge. */
type DisputeLayer = {
  readonly id: string;
  readonly reader: Mark;
  readonly name: string;
  /** The name on the frame: short. */
  readonly label: string;
  readonly boxes: readonly Box[];
  readonly regions?: readonly NoGoRegion[];
  readonly other?: boolean;
};

/** In the order of the keys 1, 2, 3 …: the reference and its No-Go regions, the proposals, the disputer's answer, everybody's. */
export function layersOfDispute({
  id,
  box,
  reader,
  current,
  attempt,
  others,
  heat,
  proposal,
}: DisputeDetail): readonly DisputeLayer[] {
  const proposals = [{ id, reader, box, status: "open" }, ...others].filter(
    (dispute) => dispute.box && dispute.status === "open",
  );
  return [
    {
      id: "reference",
      reader: "reference",
      name: t`Reference ${current.number}`,
      label: t`Reference`,
      boxes: current.boxes,
    },
    ...noGoLayers(current.noGo),
    ...(proposal?.reference
      ? [
          {
            id: "change",
            reader: "model" as const,
            name: t`What ${proposal.by} would have`,
            label: t`New reference`,
            boxes: proposal.reference.boxes,
          },
          ...(sameRegions(current.noGo, proposal.reference.noGo)
            ? []
            : noGoLayers(proposal.reference.noGo).map((layer) => ({
                ...layer,
                id: "no-go change",
                name: t`No-Go regions that ${proposal.by} would have`,
                label: t`new`,
                other: true,
              }))),
        ]
      : []),
    ...proposals.map(
      (dispute): DisputeLayer => ({
        id: dispute.id,
        reader: "you",
        name: t`Proposed by ${dispute.reader}`,
        label: proposals.length > 1 ? t`Proposed: ${dispute.reader}`.slice(0, 24) : t`Proposed`,
        boxes: boxesOf(dispute.box!),
      }),
    ),
    {
      id: "answer",
      reader: "you",
      name: t`${reader}’s answer`,
      label: t`Answer`,
      boxes: boxesOf(attempt.box),
    },
    ...(heat
      ? [
          {
            id: HEAT_LAYER,
            reader: "cohort" as const,
            name: t`All readers’ first answers, n = ${heat.n}`,
            label: "",
            boxes: [],
          },
        ]
      : []),
  ];
}
