"use client";

import { clsx } from "clsx";
import { useId } from "react";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { t } from "@/lib/language/t";
import { Chip } from "./chips";
import { useFrameView } from "./frame-context";
import { casingLine, readerColor } from "./reader-lines";
import { drawnPixels } from "./region-paths";

/** Between two strokes of the hatching, in CSS pixels: the tissue stays in sight. */
const STEP = 10;

/** The longest name on the frame, in characters; whole names stand beside it. */
const LABEL_LENGTH = 28;

type NoGoMarksProps = {
  regions: readonly Pick<NoGoRegion, "name" | "counts">[];
  /** Of another reference or reading than the one that is looked at: hatched the other way. */
  other?: boolean;
  /** Whose they are, where that is to be told. */
  of?: string;
  dimmed?: boolean;
};

/** No-Go regions on a frame, inside a FrameViewer: hatched, so that they are told apart without colour. */
export function NoGoMarks({ regions, other = false, of, dimmed = false }: NoGoMarksProps) {
  const { frame } = useFrameView();
  const hatch = useId();
  if (regions.length === 0) return null;
  const drawn = regions.map(({ name, counts }) => ({ name, ...drawnPixels(counts, frame) }));
  return (
    <g className={clsx("transition-opacity duration-150", dimmed && "opacity-30")}>
      <Hatch id={hatch} other={other} />
      {drawn.map(({ path }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two regions may be alike, and nothing is kept in one
        <RegionShape key={index} d={path} hatch={hatch} />
      ))}
      {largestOfEach(drawn).map(({ name, middle }) => (
        <Chip
          key={name}
          reader="no-go"
          box={[middle.x, middle.y, middle.x, middle.y] as Box}
          label={shortened(of ? t`${name ?? t`No-Go`}, ${of}` : (name ?? t`No-Go`))}
          corner="top-left"
          dimmed={dimmed}
          optional
        />
      ))}
    </g>
  );
}

/** The strokes that lie on No-Go regions, the same size on screen however far the frame is zoomed. */
export function Hatch({ id, other = false }: { id: string; other?: boolean }) {
  const { unit, placement } = useFrameView();
  const pixel = unit / placement.scale;
  const line = { x1: STEP / 2, x2: STEP / 2, y1: 0, y2: STEP };
  return (
    <pattern
      id={id}
      width={STEP}
      height={STEP}
      patternUnits="userSpaceOnUse"
      patternTransform={`scale(${pixel}) rotate(${other ? -45 : 45})`}
    >
      <line {...line} stroke="var(--mark-casing)" strokeWidth={4} opacity={0.55} />
      <line {...line} stroke={readerColor["no-go"]} strokeWidth={1.5} />
    </pattern>
  );
}

/** A region's outline and its hatching; where its line crosses itself, by the even-odd rule, as its pixels are found. */
export function RegionShape({ d, hatch }: { d: string; hatch: string }) {
  const { unit } = useFrameView();
  return (
    <>
      <path d={d} fill={`url(#${hatch})`} fillRule="evenodd" />
      <path d={d} {...casingLine(unit)} strokeWidth={4 * unit} />
      <path
        d={d}
        fill="none"
        stroke={readerColor["no-go"]}
        strokeWidth={1.5 * unit}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}

/** A name stands on the frame once, on the largest region that has it; what has none comes last. */
function largestOfEach<R extends { readonly name: string | null; readonly pixels: number }>(
  regions: readonly R[],
): readonly R[] {
  const largest = new Map<string | null, R>();
  for (const region of regions) {
    if (region.pixels > (largest.get(region.name)?.pixels ?? 0)) largest.set(region.name, region);
  }
  return [...largest.values()].sort((a, b) => Number(a.name === null) - Number(b.name === null));
}

const shortened = (name: string): string =>
  name.length > LABEL_LENGTH ? `${name.slice(0, LABEL_LENGTH - 1)}…` : name;
