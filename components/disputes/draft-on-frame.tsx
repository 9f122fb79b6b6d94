"use client";

import type { DrawnPart } from "../no-go/drawn-part";
import { RegionCanvas } from "../no-go/region-canvas";
import { NoGoMarks } from "../viewer/no-go-marks";
import { useStore } from "../viewer/store";
import type { ReferenceDraft } from "./use-new-reference";
import { StillZones, ZonesOnFrame } from "./zones-editor";

type DraftOnFrameProps = {
  draft: ReferenceDraft;
  part: DrawnPart;
  /** The id of what says how to draw. */
  describedBy: string;
};

/** The new reference on the frame, inside a FrameViewer: what is drawn under the hand, and the rest still. */
export function DraftOnFrame({ draft, part, describedBy }: DraftOnFrameProps) {
  const regions = useStore(draft.regions, (state) => state.regions);
  return part === "go" ? (
    <>
      <NoGoMarks regions={regions} />
      <ZonesOnFrame zones={draft.zones} describedBy={describedBy} />
    </>
  ) : (
    <>
      <StillZones zones={draft.zones.zones} />
      <RegionCanvas store={draft.regions} describedBy={describedBy} />
    </>
  );
}
