"use client";

import { useId } from "react";
import type { AgreementMap } from "@/lib/domain/scoring/agreement-map";
import { useFrameView } from "./frame-context";
import { readerColor } from "./reader-lines";

/** Shares below it are not seen under the blur. */
const LEAST_SHARE = 0.02;
const STRONGEST = 0.6;

/** Where many readers drew, as a soft heat on a frame, inside a FrameViewer. */
export function Heat({ map }: { map: AgreementMap }) {
  const { frame } = useFrameView();
  const [blur, edge] = [useId(), useId()];
  const [width, height] = [frame.width / map.columns, frame.height / map.rows];
  const most = Math.max(...map.shares);
  return (
    <g clipPath={`url(#${edge})`}>
      {/* The blur goes beyond the frame's edge. */}
      <clipPath id={edge}>
        <rect width={frame.width} height={frame.height} />
      </clipPath>
      <filter id={blur}>
        <feGaussianBlur stdDeviation={`${width / 2} ${height / 2}`} />
      </filter>
      <g filter={`url(#${blur})`}>
        {map.shares.map((share, index) => {
          if (share < LEAST_SHARE) return null;
          const [column, row] = [index % map.columns, Math.floor(index / map.columns)];
          return (
            <rect
              key={`${column} ${row}`}
              x={column * width}
              y={row * height}
              width={width}
              height={height}
              fill={readerColor.cohort}
              fillOpacity={(STRONGEST * share) / most}
            />
          );
        })}
      </g>
    </g>
  );
}
