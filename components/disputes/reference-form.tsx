"use client";

import { LONGEST_TEXT } from "@/lib/domain/disputes/input";
import type { DisputeDetail } from "@/lib/domain/disputes/views";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { boxesOf } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import type { Failed } from "../client/call";
import { type DrawnPart, DrawnPartSwitch } from "../no-go/drawn-part";
import { refusedRegion } from "../no-go/refused-region";
import { RegionAnnouncer } from "../no-go/region-announcer";
import { RegionTools } from "../no-go/region-tools";
import { Button } from "../ui/button";
import { TextArea } from "../ui/text-area";
import { useStore } from "../viewer/store";
import { PhaseRadios } from "./phase-radios";
import type { ReferenceDraft } from "./use-new-reference";
import { ZonesEditor } from "./zones-editor";

type ReferenceFormProps = {
  draft: ReferenceDraft;
  dispute: DisputeDetail;
  /** What is drawn on the frame. */
  part: DrawnPart;
  onPart: (part: DrawnPart) => void;
  /** The id that describes the drawing area. */
  instructionsId: string;
  /** What was refused of it, by its name in the decision, and why. */
  refused: Failed["field"] | null;
};

/** The new reference: its zones, its No-Go regions, its phase and its four texts. */
export function ReferenceForm(props: ReferenceFormProps) {
  const { draft, dispute, part, onPart, instructionsId, refused } = props;
  const { box, current, size } = dispute;
  const regions = useStore(draft.regions, (state) => state.regions.length);
  return (
    <div className="space-y-5">
      <DrawnPartSwitch
        part={part}
        onChange={onPart}
        reader="reference"
        zones={draft.zones.zones.length}
        regions={regions}
      />
      {part === "go" ? (
        <div>
          <ZonesEditor zones={draft.zones} frame={size} instructionsId={instructionsId} />
          <div className="flex flex-wrap gap-2">
            {box && (
              <Button
                size="sm"
                onClick={() => draft.zones.restart(boxesOf(box))}
              >{t`Begin from the proposal`}</Button>
            )}
            <Button
              size="sm"
              onClick={() => draft.zones.restart(current.boxes)}
            >{t`Begin from the reference`}</Button>
          </div>
        </div>
      ) : (
        <>
          <RegionTools
            store={draft.regions}
            describedBy={instructionsId}
            refused={refusedRegion(refused ? { field: refused.name, problem: refused.problem } : null)}
          />
          <RegionAnnouncer store={draft.regions} />
        </>
      )}
      <PhaseRadios
        legend={t`The phase`}
        value={draft.phase}
        onChange={(phase) => phase && draft.setPhase(phase)}
      />
      {RATIONALE_PARTS.map((part) => (
        <TextArea
          maxLength={LONGEST_TEXT}
          key={part}
          label={rationaleLabels[part]}
          value={draft.rationale[part]}
          problem={refused?.name === `reference.rationale.${part}` ? refused.problem : null}
          onText={(text) => draft.write(part, text)}
        />
      ))}
    </div>
  );
}
