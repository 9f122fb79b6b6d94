"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Size } from "@/lib/domain/geometry";
import { agreementContour } from "@/lib/domain/results/agreement-contour";
import { agreementMap } from "@/lib/domain/scoring/agreement-map";
import type { Zone } from "@/lib/domain/scoring/zone";
import { useFrameView } from "../viewer/frame-context";
import { casingLine, readerColor } from "../viewer/reader-lines";

/** Cells along the frame's width: fine enough to follow a box's edge on a large screen. */
const COLUMNS = 192;

/** How much of the heat lies on the frame where all agree: the tissue stays in sight. */
const STRONGEST = 0.62;

/** The shares whose outlines are drawn, the widest first. */
const LEVELS = [0.25, 0.5, 0.75] as const;

/** Where readers' zones lie over one another: a soft heat, with outlines of a quarter, a half and three quarters. */
export function AgreementMarks({ zones, frame }: { zones: readonly Zone[]; frame: Size }) {
  const { unit } = useFrameView();
  const mark = useRef<SVGGElement>(null);
  const [heat, setHeat] = useState<string | null>(null);
  const contours = useMemo(
    () =>
      LEVELS.map((share) => ({
        share,
        path: agreementContour(zones, share)
          .map(([x1, y1, x2, y2]) => `M${x1} ${y1}L${x2} ${y2}`)
          .join(""),
      })),
    [zones],
  );
  const { width, height } = frame;
  useEffect(() => {
    if (!mark.current) return;
    setHeat(paintHeat(zones, { width, height }, getComputedStyle(mark.current).color));
  }, [zones, width, height]);
  return (
    <g ref={mark} style={{ color: readerColor.cohort }}>
      {heat && <image href={heat} width={frame.width} height={frame.height} preserveAspectRatio="none" />}
      {contours.map(({ share, path }) => (
        <g key={share}>
          <path d={path} {...casingLine(unit)} strokeWidth={3.5 * unit} strokeLinecap="square" />
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth={(share === 0.5 ? 2 : 1) * unit}
            strokeLinecap="square"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </g>
  );
}

/** The heat as a small picture, to be laid over the frame; null where the browser draws none. */
function paintHeat(zones: readonly Zone[], frame: Size, color: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = COLUMNS;
  canvas.height = Math.max(1, Math.round((COLUMNS * frame.height) / frame.width));
  const context = canvas.getContext("2d");
  if (!context) return null;
  const { shares } = agreementMap(zones, frame, { columns: canvas.width, rows: canvas.height });
  context.fillStyle = color;
  for (const [cell, share] of shares.entries()) {
    if (share === 0) continue;
    context.globalAlpha = STRONGEST * share;
    context.fillRect(cell % COLUMNS, Math.floor(cell / COLUMNS), 1, 1);
  }
  return canvas.toDataURL();
}
