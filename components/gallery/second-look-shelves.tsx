"use client";

import { useId, useState } from "react";
import { FIRST_MODE } from "@/lib/domain/attempts/mode";
import type { Box } from "@/lib/domain/geometry";
import type { Aid } from "@/lib/domain/second-look/aid";
import { AidOnFrame, SecondLookStep } from "../quiz/second-look";
import { newSitting, type Sitting } from "../quiz/sitting";
import { createDrawingStore } from "../viewer/draw/store";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark } from "../viewer/marks";
import type { Shelf } from "./shelf";

const FRAME = { width: 960, height: 540 };
const FIRST: Box = [380, 200, 640, 400];
const MODEL: Aid = { kind: "model", model: "Model B", run: "first", phase: "C", box: [460, 230, 740, 460] };
const OTHERS: Aid = {
  kind: "cohort",
  readers: 5,
  boxes: [
    [420, 230, 690, 440],
    [440, 250, 710, 430],
    [400, 210, 640, 400],
    [470, 260, 720, 460],
    [150, 300, 330, 450],
  ],
};

type StepProps = { aid: Aid; step: "looking" | "finishing"; lastPhase?: Sitting["phase"] };

/** As it stands in the panel beside the frame, with the first answer as it was given. */
function Step({ aid, step, lastPhase = "B" }: StepProps) {
  const id = useId();
  const [drawing] = useState(() => createDrawingStore(FRAME, FIRST));
  const stageCase = {
    ...{ id, datasetId: id, frameUrl: "/gallery/frame", frameVersion: "1", ...FRAME },
    ...{ notice: null, answered: false, open: null },
  };
  const sitting: Sitting = {
    ...newSitting(stageCase, FIRST_MODE, true),
    ...{ step, aid, phase: "B", lastPhase, box: FIRST, frame: "shown" },
  };
  const nothing = (): void => {};
  return (
    <div className="stage max-w-md rounded-lg p-4">
      <SecondLookStep
        instructionsId={id}
        onPlace={nothing}
        controls={{
          ...{ sitting, drawing, choosePhase: nothing, ratePhase: nothing, lock: nothing, rateZone: nothing },
          ...{ submit: nothing, write: nothing, backToZone: nothing, finish: nothing, restart: nothing },
          frame: nothing,
        }}
      />
    </div>
  );
}

function Shown({ aid }: { aid: Aid }) {
  return (
    <div className="stage rounded-lg p-2">
      <FrameViewer
        frameUrl="/gallery/frame"
        frameVersion="1"
        {...FRAME}
        alt="An invented operative field."
        notice={null}
        about="#content"
      >
        <ReaderMark reader="you" box={FIRST} label="You" />
        <AidOnFrame aid={aid} frame={FRAME} />
      </FrameViewer>
    </div>
  );
}

/** The step of a second look, and what its aids show on the frame. */
export const secondLookShelves: readonly Shelf[] = [
  {
    name: "SecondLookStep",
    place: "card",
    specimens: {
      "A model’s reading": <Step aid={MODEL} step="looking" />,
      "Another phase chosen": <Step aid={MODEL} step="looking" lastPhase="C" />,
      "Others’ zones": <Step aid={OTHERS} step="looking" />,
      "On its way": <Step aid={MODEL} step="finishing" />,
    },
  },
  {
    name: "AidOnFrame",
    place: "card",
    specimens: { "A model’s zone": <Shown aid={MODEL} />, "Others’ zones": <Shown aid={OTHERS} /> },
  },
];
