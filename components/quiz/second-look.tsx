"use client";

import { useMemo } from "react";
import { rich } from "@/components/ui/rich";
import { rulesOf } from "@/lib/domain/attempts/mode";
import type { Size } from "@/lib/domain/geometry";
import { nameOf } from "@/lib/domain/name-of";
import { phaseNames } from "@/lib/domain/phases";
import { agreementMap } from "@/lib/domain/scoring/agreement-map";
import type { Aid } from "@/lib/domain/second-look/aid";
import { plural, t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { CornerFields } from "../viewer/draw/corner-fields";
import { DrawingTools, Instructions } from "../viewer/draw/drawing-tools";
import { Heat } from "../viewer/heat";
import { ReaderSwatch, ZoneMarks } from "../viewer/marks";
import { PhaseChoice } from "./phase-step";
import { StepHeading } from "./step-heading";
import type { SittingControls } from "./use-sitting";

/** As fine as in the library. */
const GRID = { columns: 48, rows: 27 };

/** What an aid has to show on the frame, inside a FrameViewer. */
export function AidOnFrame({ aid, frame }: { aid: Aid; frame: Size }) {
  if (aid.kind === "model") return <ZoneMarks reader="model" zone={aid.box} label={aid.model} />;
  return aid.kind === "cohort" ? <CohortZones boxes={aid.boxes} frame={frame} /> : null;
}

type CohortZonesProps = { boxes: Extract<Aid, { kind: "cohort" }>["boxes"]; frame: Size };

function CohortZones({ boxes, frame: { width, height } }: CohortZonesProps) {
  const map = useMemo(() => agreementMap(boxes, { width, height }, GRID), [boxes, width, height]);
  return <Heat map={map} />;
}

type SecondLookStepProps = {
  controls: SittingControls;
  /** The id that describes the drawing area. */
  instructionsId: string;
  onPlace: () => void;
};

/** Shows the aid beside the answer that is stored, and lets it be kept or changed. */
export function SecondLookStep({ controls, instructionsId, onPlace }: SecondLookStepProps) {
  const { sitting, drawing } = controls;
  const { aid, mode, lastPhase } = sitting;
  const sent = sitting.step !== "looking";
  const draws = !sent && sitting.frame === "shown";
  return (
    <>
      <StepHeading>{sent ? t`Your last answer is on its way` : t`Look again`}</StepHeading>
      <div className="mt-2 mb-3">
        {aid && <Shown aid={aid} />}
        <p className="mt-2 text-pretty text-muted text-sm">
          {t`Your answer is stored and counts as it is. Keep it, or change it: then the result comes.`}
        </p>
      </div>
      {rulesOf(mode).asksPhase && (
        <PhaseChoice
          phase={lastPhase}
          locked={sent}
          onChoose={controls.choosePhase}
          hint={rich`${<Kbd>A</Kbd>} to ${<Kbd>D</Kbd>} choose, ${<Kbd>Enter</Kbd>} sends.`}
        />
      )}
      <div className={draws ? undefined : "invisible"} inert={!draws}>
        <DrawingTools drawing={drawing} onPlace={onPlace} />
        <Instructions id={instructionsId} drawing={drawing} />
        <CornerFields drawing={drawing} />
      </div>
    </>
  );
}

/** What the aid is. Whether it is right isn't known here. */
function Shown({ aid }: { aid: Aid }) {
  if (aid.kind === "clip") {
    return (
      <>
        <p data-verdict className="text-pretty">{t`These are the seconds before the frame.`}</p>
        <video
          controls
          muted
          playsInline
          preload="metadata"
          src={aid.clipUrl}
          aria-label={t`What happened before this frame, without sound`}
          className="mt-2 block max-h-[40vh] w-full rounded-md bg-black object-contain"
        />
      </>
    );
  }
  const phase = aid.kind === "model" && (
    <strong className="font-semibold">
      {aid.phase}, {nameOf(phaseNames, aid.phase)}
    </strong>
  );
  return (
    <p data-verdict className="text-pretty">
      <ReaderSwatch reader={aid.kind} className="mr-2" />
      {aid.kind === "model"
        ? rich`${aid.model} says ${phase}, and drew its zone.`
        : t`This is where ${plural(aid.readers, "# other resident", "# other residents")} drew the zone.`}
    </p>
  );
}
