"use client";

import { clsx } from "clsx";
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { altOf } from "./alt-of";
import { ChipLayer } from "./chips";
import { FrameContext, type FrameTool, type FrameView } from "./frame-context";
import { FrameImage } from "./frame-image";
import { useFrameMemory } from "./frame-memory";
import { FetchingFrame, type FrameState, LostFrame } from "./frame-states";
import { FrameToolbar } from "./frame-toolbar";
import styles from "./frame-viewer.module.css";
import { useCircle } from "./use-circle";
import { useFrameGestures } from "./use-frame-gestures";
import { useFrameKeys } from "./use-frame-keys";
import { useStageSize } from "./use-stage-size";
import { useViewport } from "./use-viewport";
import {
  fitViewport,
  frameTransform,
  maxZoom,
  type Placement,
  panBy,
  place,
  STAGE_MARGIN,
  screenPoint,
  type Viewport,
  visibleArea,
  zoomAbout,
} from "./viewport";

const ZOOM_STEP = 1.4;

type FrameViewerProps = {
  /** Takes `?w=` in pixels and `v=` for the version. */
  frameUrl: string;
  frameVersion: string;
  /** Natural pixels. */
  width: number;
  height: number;
  alt: string;
  /** Said beside the frame, never over it. */
  notice?: string | null;
  /** The page that says more of it. */
  about?: string;
  /** Given with `onViewport`, the parent keeps what is seen; else the viewer does. */
  viewport?: Viewport;
  onViewport?: (viewport: Viewport) => void;
  /** Given with `onBrightness`, likewise. 1 is the frame as it is. */
  brightness?: number;
  onBrightness?: (brightness: number) => void;
  /** Hears whether the frame can be seen, whenever that changes; it is loading to begin with. */
  onState?: (state: FrameState) => void;
  /** SVG in the frame's natural pixels: marks, and what draws them. */
  children?: ReactNode;
};

/** The room that a frame has on paper, in CSS pixels: leaving room beside it for the verdict. */
const PRINTED: Size = { width: 400, height: 320 };

/** The stage as it is on screen, as large as paper lets it, without what is empty above and below the frame. */
function printedStage({ width, height }: Size, { y }: Placement) {
  const empty = Math.max(0, y - STAGE_MARGIN);
  const scale = Math.min(PRINTED.width / width, PRINTED.height / (height - 2 * empty));
  return {
    "--printed-width": `${width}px`,
    "--printed-height": `${height}px`,
    "--printed-empty": `${empty}px`,
    "--printed-scale": scale,
  };
}

const unitOf = (stage: Size): number => Math.min(1.6, Math.max(1, stage.width / 1800));

/** A frame to look at: zoom, pan, brightness, and whatever lies on it. Another frame starts afresh. */
export function FrameViewer(props: FrameViewerProps) {
  return <Viewer key={`${props.frameUrl} ${props.frameVersion}`} {...props} />;
}

function Viewer(props: FrameViewerProps) {
  const { width, height, alt, notice = null, about = null, children, onState } = props;
  const [frame] = useState<Size>({ width, height });
  const memory = useFrameMemory();
  const name = `${props.frameUrl} ${props.frameVersion}`;
  const [before] = useState(() => (memory?.current.look?.frame === name ? memory.current.look : null));
  const stageRef = useRef<HTMLDivElement>(null);
  const stage = useStageSize(stageRef, memory?.current.stage ?? null);
  const { viewport, current, change, settle } = useViewport(
    before?.viewport ?? fitViewport(frame),
    props.viewport,
    props.onViewport,
  );
  const circle = useCircle({ frame, stage, current, settle, restored: before !== null });
  const [ownBrightness, setOwnBrightness] = useState(before?.brightness ?? 1);
  const brightness = props.brightness ?? ownBrightness;
  const setBrightness = (next: number): void => {
    setOwnBrightness(next);
    props.onBrightness?.(next);
  };
  useEffect(() => {
    if (memory) memory.current = { stage, look: { frame: name, viewport, brightness } };
  });

  const [tool, setTool] = useState<FrameTool | null>(null);
  const [busy, setBusy] = useState(false);
  const panning = useRef(false);
  const gestures = useFrameGestures({
    stageRef,
    frame,
    stage,
    tool,
    panning,
    current,
    change,
    onBusy: setBusy,
  });
  const zoomBy = (factor: number): void => {
    if (!stage) return;
    change(zoomAbout(current(), factor, screenPoint(stage.width / 2, stage.height / 2), frame, stage));
  };
  const zoomIn = (): void => zoomBy(ZOOM_STEP);
  const zoomOut = (): void => zoomBy(1 / ZOOM_STEP);
  const fit = (): void => circle.fill(false);
  useFrameKeys({
    tool,
    panning,
    zoomed: () => current().zoom > 1.001,
    pan: (dx, dy) => stage && change(panBy(current(), dx, dy, frame, stage)),
    zoomIn,
    zoomOut,
    fit,
    fillWithCircle: circle.found ? () => circle.fill(!circle.filling) : null,
    brightness,
    setBrightness,
  });

  const [state, setState] = useState<FrameState>("loading");
  const [picture, setPicture] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const turn = (next: FrameState, shown: string | null = null): void => {
    setPicture(shown);
    if (next === state) return;
    setState(next);
    onState?.(next);
  };
  const retry = (): void => {
    turn("loading");
    setTries((n) => n + 1);
  };
  const placement = useMemo(() => stage && place(viewport, frame, stage), [viewport, frame, stage]);
  const view = useMemo<FrameView | null>(
    () => placement && stage && { frame, stage, placement, unit: unitOf(stage), picture, setTool },
    [frame, stage, placement, picture],
  );
  const visible = placement && stage && visibleArea(placement, stage);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        ref={stageRef}
        className={clsx(
          "relative min-h-0 w-full flex-auto touch-none select-none overflow-hidden rounded-sm bg-sunken",
          "aspect-[var(--stage-aspect,var(--frame-aspect))] max-h-[var(--stage-max-height,70dvh)]",
          "focus-visible:outline-offset-[-2px]",
          styles.printed,
        )}
        style={
          {
            // Square for every frame while circles fill it: it keeps its size from case to case.
            "--frame-aspect": circle.filling ? "1" : `${width} / ${height}`,
            ...(stage && placement && printedStage(stage, placement)),
            WebkitTouchCallout: "none",
          } as CSSProperties
        }
        aria-busy={state === "loading"}
        {...(tool && {
          role: "application",
          tabIndex: 0,
          "aria-label": tool.label,
          "aria-describedby": tool.describedBy,
        })}
        {...gestures}
      >
        <div
          className="pointer-events-none absolute"
          style={{
            inset: STAGE_MARGIN,
            ...(placement && stage && frameTransform(placement, frame, stage)),
            ...(circle.pending && { visibility: "hidden" }),
            ...(brightness !== 1 && { filter: `brightness(${brightness})` }),
          }}
        >
          {state !== "failed" && (
            <FrameImage
              key={tries}
              source={props}
              alt={altOf(props.frameVersion, alt)}
              devicePixels={placement && Math.ceil(width * placement.scale * window.devicePixelRatio)}
              onShown={(url, image) => {
                circle.lookAt(image);
                turn("shown", url);
              }}
              onFailed={() => turn("failed")}
              onLost={retry}
            />
          )}
        </div>
        {view && visible && (
          <svg
            className="on-frame pointer-events-none absolute inset-0 size-full will-change-transform"
            viewBox={`${visible[0]} ${visible[1]} ${visible[2] - visible[0]} ${visible[3] - visible[1]}`}
            preserveAspectRatio="none"
          >
            <title>{t`Marks on the frame`}</title>
            <FrameContext value={view}>
              <ChipLayer>{children}</ChipLayer>
            </FrameContext>
          </svg>
        )}
        {state === "loading" && <FetchingFrame />}
        {state === "failed" && <LostFrame onRetry={retry} />}
      </div>
      <FrameToolbar
        notice={notice}
        about={about}
        zoom={viewport.zoom}
        maxZoom={stage ? maxZoom(frame, stage) : Number.POSITIVE_INFINITY}
        onZoomIn={zoomIn}
        onZoomOut={zoomOut}
        onFit={fit}
        circle={circle}
        brightness={brightness}
        onBrightness={setBrightness}
        faded={busy}
      />
    </div>
  );
}
