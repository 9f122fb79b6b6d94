"use client";

import { type ReactNode, useId, useState } from "react";
import type { Box, Point } from "@/lib/domain/geometry";
import { runsOfCircle, runsOfPolygon } from "@/lib/domain/no-go/pixel-runs";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { agreementMap } from "@/lib/domain/scoring/agreement-map";
import { type DrawnPart, DrawnPartSwitch } from "../no-go/drawn-part";
import { RegionCanvas } from "../no-go/region-canvas";
import { RegionTools } from "../no-go/region-tools";
import type { RegionsAction } from "../no-go/regions";
import { createRegionsStore } from "../no-go/store";
import { createDrawingStore } from "../viewer/draw/store";
import { FetchingFrame } from "../viewer/frame-states";
import { FrameViewer } from "../viewer/frame-viewer";
import { Heat } from "../viewer/heat";
import { ReaderMark, ReaderSwatch } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { StageTop } from "../viewer/stage-top";
import { Steps } from "../viewer/steps";
import { ZoneCanvas } from "../viewer/zone-canvas";
import type { Shelf } from "./shelf";

const FRAME = { width: 960, height: 540 };
const REFERENCE: Box = [430, 240, 700, 440];
/** A region round a bent line, as structures run. */
const along = (name: string | null, points: readonly Point[]): NoGoRegion => ({
  name,
  counts: runsOfPolygon(
    [...points, ...points.toReversed().map(({ x, y }) => ({ x: x + 34, y: y + 26 }))],
    FRAME,
  ),
});
const NO_GO: readonly NoGoRegion[] = [
  along("common bile duct", [
    { x: 560, y: 380 },
    { x: 520, y: 450 },
    { x: 530, y: 530 },
  ]),
  along("liver bed", [
    { x: 300, y: 90 },
    { x: 470, y: 150 },
    { x: 760, y: 90 },
  ]),
  along("hepatic artery", [
    { x: 640, y: 430 },
    { x: 700, y: 500 },
    { x: 800, y: 520 },
  ]),
  {
    name: "duodenum and everything that lies against it",
    counts: runsOfCircle({ x: 160, y: 430 }, 80, FRAME),
  },
  { name: null, counts: runsOfCircle({ x: 850, y: 300 }, 40, FRAME) },
];
const NOTICE = "Rendered, not of a patient.";

/** On the stage's ground, as large as a frame beside its panel. */
function OnStage({ children }: { children: ReactNode }) {
  return <div className="stage rounded-lg p-2">{children}</div>;
}

function Viewer({
  children,
  notice,
  at = "/gallery/frame",
}: {
  children?: ReactNode;
  notice?: string;
  at?: string;
}) {
  return (
    <OnStage>
      <FrameViewer
        frameUrl={at}
        frameVersion="1"
        {...FRAME}
        alt="An invented operative field."
        notice={notice ?? null}
        about="#content"
      >
        {children}
      </FrameViewer>
    </OnStage>
  );
}

function Drawing({ still = false, box }: { still?: boolean; box: Box | null }) {
  const [store] = useState(() => createDrawingStore(FRAME, box));
  return (
    <Viewer>
      <ZoneCanvas store={store} describedBy="gallery-how" still={still} />
    </Viewer>
  );
}

function DrawnRegions({
  regions,
  actions = [],
  refused = null,
}: {
  regions: readonly NoGoRegion[];
  actions?: readonly RegionsAction[];
  refused?: { readonly index: number; readonly problem: string } | null;
}) {
  const how = useId();
  const [store] = useState(() => {
    const made = createRegionsStore(FRAME, regions);
    for (const action of actions) made.dispatch(action);
    return made;
  });
  return (
    <OnStage>
      <Viewer>
        <RegionCanvas store={store} describedBy={how} />
      </Viewer>
      <RegionTools store={store} describedBy={how} refused={refused} />
    </OnStage>
  );
}

const corners: readonly RegionsAction[] = [
  { x: 300, y: 300 },
  { x: 420, y: 270 },
  { x: 450, y: 380 },
  { x: 330, y: 420 },
].map((at) => ({ type: "tap", at, reach: 8 }));

function PartSwitch() {
  const [part, setPart] = useState<DrawnPart>("no-go");
  return (
    <div className="stage max-w-sm rounded-lg p-4">
      <DrawnPartSwitch part={part} onChange={setPart} reader="you" zones={1} regions={12} />
    </div>
  );
}

const readers: readonly Box[] = [
  [400, 220, 640, 420],
  [450, 260, 720, 430],
  [470, 230, 690, 470],
  [120, 120, 300, 260],
];

export const viewerShelves: readonly Shelf[] = [
  {
    name: "FrameViewer",
    place: "card",
    specimens: {
      "No mark": <Viewer notice={NOTICE} />,
      "One mark": (
        <Viewer>
          <ReaderMark reader="you" box={[470, 250, 640, 400]} label="You" />
        </Viewer>
      ),
      "Many marks, long names": (
        <Viewer
          notice={`${NOTICE} From the collection of the University Hospital of Nether Wallop-upon-the-Water.`}
        >
          <ReaderMark reader="reference" box={REFERENCE} label="Reference" />
          <ReaderMark reader="you" box={[470, 250, 640, 400]} label="You" />
          <ReaderMark reader="model" box={[400, 200, 610, 380]} label="SurGo-R1, second run" />
          <ReaderMark reader="model" box={[90, 120, 350, 300]} label="Baseline (2)" dimmed />
        </Viewer>
      ),
      "On its way": (
        <OnStage>
          <div className="relative aspect-video rounded-sm bg-sunken">
            <FetchingFrame />
          </div>
        </OnStage>
      ),
      Lost: <Viewer at="/gallery/no-frame" />,
    },
  },
  {
    name: "ZoneCanvas",
    place: "card",
    specimens: {
      "Nothing drawn": <Drawing box={null} />,
      "A zone, selected": <Drawing box={REFERENCE} />,
      "On its way": <Drawing box={REFERENCE} still />,
    },
  },
  {
    name: "NoGoMarks",
    place: "card",
    specimens: {
      "Five, beside every mark": (
        <Viewer>
          <NoGoMarks regions={NO_GO} />
          <ReaderMark reader="reference" box={REFERENCE} label="Reference" />
          <ReaderMark reader="you" box={[470, 250, 640, 400]} label="You" />
          <ReaderMark reader="model" box={[400, 200, 610, 380]} label="SurGo-R1" />
        </Viewer>
      ),
      "Of two references": (
        <Viewer>
          <NoGoMarks regions={NO_GO.slice(1, 2)} other of="version 1" />
          <NoGoMarks regions={NO_GO.slice(0, 1)} />
        </Viewer>
      ),
    },
  },
  {
    name: "RegionCanvas",
    place: "card",
    specimens: {
      "Nothing drawn": <DrawnRegions regions={[]} />,
      "A polygon in the making": <DrawnRegions regions={[]} actions={corners} />,
      "One taken up among others, a corner chosen, refused": (
        <DrawnRegions
          regions={NO_GO}
          actions={[...corners, { type: "close" }, { type: "choose-corner", index: 1 }]}
          refused={{ index: 5, problem: "The No-Go region covers no pixel of the frame." }}
        />
      ),
      "From a mask": <DrawnRegions regions={NO_GO} actions={[{ type: "take-up", index: 3 }]} />,
    },
  },
  {
    name: "DrawnPartSwitch",
    place: "line",
    specimens: { "Both parts": <PartSwitch /> },
  },
  {
    name: "Heat",
    place: "card",
    specimens: {
      "Four readers": (
        <Viewer>
          <Heat map={agreementMap(readers, FRAME, { columns: 32, rows: 18 })} />
        </Viewer>
      ),
    },
  },
  {
    name: "ReaderSwatch",
    specimens: Object.fromEntries(
      (["you", "reference", "model", "cohort", "no-go", "beyond"] as const).map((reader) => [
        reader,
        <ReaderSwatch key={reader} reader={reader} />,
      ]),
    ),
  },
  {
    name: "StageTop",
    place: "line",
    specimens: {
      "What is on the stage": (
        <div className="stage rounded-lg">
          <StageTop>Practice, guided · 3 of 10</StageTop>
        </div>
      ),
    },
  },
  {
    name: "Steps",
    place: "line",
    specimens: {
      "At both ends": (
        <div className="stage max-w-md rounded-lg">
          <Steps name="Cases" what="case" previous="#content" next="#content" />
        </div>
      ),
      "At the first": (
        <div className="stage max-w-md rounded-lg">
          <Steps name="Answers" what="answer" previous={null} next="#content" />
        </div>
      ),
    },
  },
];
