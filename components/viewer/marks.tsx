"use client";

import { clsx } from "clsx";
import { useId } from "react";
import type { Box } from "@/lib/domain/geometry";
import { boxesOf, type Zone } from "@/lib/domain/scoring/zone";
import type { ChipCorner } from "./chip-layout";
import { Chip } from "./chips";
import { useFrameView } from "./frame-context";
import { HatchSample } from "./hatch-sample";
import {
  beyondShade,
  casingLine,
  type Mark,
  type Reader,
  readerColor,
  readerLine,
  readerSample,
} from "./reader-lines";

const corners: Readonly<Record<Reader, ChipCorner>> = {
  you: "top-left",
  reference: "top-right",
  model: "bottom-left",
};

type ReaderMarkProps = {
  reader: Reader;
  box: Box;
  /** On the box; short. */
  label: string;
  dimmed?: boolean;
  /** Where the label would like to sit; by reader unless given. */
  corner?: ChipCorner;
  /** Its casing is drawn already, below every line: then no line is hidden where two lie on one another. */
  cased?: boolean;
};

/** What lies below the lines of several boxes. */
export function MarkCasings({ boxes }: { boxes: readonly Box[] }) {
  const { unit } = useFrameView();
  return boxes.map((box) => <rect key={box.join()} {...placeOf(box)} {...casingLine(unit)} />);
}

const placeOf = ([x1, y1, x2, y2]: Box) => ({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 });

/** A reader's box on the frame, inside a FrameViewer. */
export function ReaderMark({ reader, box, label, dimmed = false, corner, cased = false }: ReaderMarkProps) {
  const { unit } = useFrameView();
  const place = placeOf(box);
  return (
    <g className={clsx("transition-opacity duration-150", dimmed && "opacity-30")}>
      {!cased && <rect {...place} {...casingLine(unit)} />}
      <rect {...place} {...readerLine(reader, unit)} />
      <Chip reader={reader} box={box} label={label} corner={corner ?? corners[reader]} dimmed={dimmed} />
    </g>
  );
}

/** A reader's zone on the frame. */
export function ZoneMarks({ zone, ...mark }: { zone: Zone } & Omit<ReaderMarkProps, "box">) {
  return boxesOf(zone).map((box) => <ReaderMark key={box.join()} {...mark} box={box} />);
}

/** What of a zone lies beyond the reference, quietly shaded. As one shape, so that no seam shows between the boxes. */
export function BeyondMark({ boxes }: { boxes: readonly Box[] }) {
  const d = boxes.map(([x1, y1, x2, y2]) => `M${x1} ${y1}H${x2}V${y2}H${x1}Z`).join("");
  return <path d={d} {...beyondShade} />;
}

/** A reader's line for a legend or a table cell; the name stands beside it. */
export function ReaderSwatch({ reader, className }: { reader: Mark; className?: string }) {
  const heat = useId();
  return (
    <svg
      aria-hidden
      viewBox="0 0 28 12"
      width={28}
      height={12}
      className={clsx("inline-block shrink-0 align-[-0.1em]", className)}
    >
      {reader === "cohort" ? (
        <>
          <radialGradient id={heat}>
            <stop offset="0.1" stopColor={readerColor.cohort} stopOpacity={0.95} />
            <stop offset="1" stopColor={readerColor.cohort} stopOpacity={0.12} />
          </radialGradient>
          <rect x={1} width={26} height={12} rx={3} fill={`url(#${heat})`} />
        </>
      ) : reader === "no-go" ? (
        <HatchSample x={2} y={1} width={24} height={10} />
      ) : reader === "beyond" ? (
        <rect x={1} width={26} height={12} rx={1} {...beyondShade} fillOpacity={0.5} />
      ) : (
        <line x1={2} x2={26} y1={6} y2={6} {...readerSample(reader, 24)} />
      )}
    </svg>
  );
}
