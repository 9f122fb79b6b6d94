"use client";

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Box, Point, Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { boxBetween, isAtLeast } from "../viewer/draw/box-edit";
import { Covers } from "./film";
import type { RecordingReader } from "./recording-reader";
import type { StripSample } from "./strip";

/** A picture in full is asked for once the cursor has stood still for so long. */
const STILL_MS = 120;
/** How wide it is asked for at most, in pixels. */
const SHOWN_WIDTH = 1280;
/** A cover is at least so many pixels of the recording wide and high. */
const LEAST_COVER: Size = { width: 4, height: 4 };

type PictureNowProps = {
  reader: RecordingReader;
  sample: StripSample | null;
  size: Size;
  covers: readonly Box[];
  /** Given while covers are drawn. */
  onCover: ((box: Box) => void) | null;
  playing: boolean;
  words: string;
};

/** The sample that is looked at: at once from the strip, and in full as soon as it is read. */
export function PictureNow(props: PictureNowProps) {
  const { reader, sample, size, covers, onCover, playing, words } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shownUs, setShownUs] = useState<number | null>(null);
  const timeUs = sample?.timeUs ?? null;
  useEffect(() => {
    if (timeUs === null || playing) return;
    let left = false;
    const timer = setTimeout(async () => {
      const picture = await reader.ask("show", { timeUs, width: SHOWN_WIDTH }).catch(() => null);
      if (left || !picture || !canvas.current) return picture?.close();
      Object.assign(canvas.current, { width: picture.width, height: picture.height });
      canvas.current.getContext("bitmaprenderer")?.transferFromImageBitmap(picture);
      setShownUs(timeUs);
    }, STILL_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [reader, timeUs, playing]);
  return (
    <div
      className="on-frame relative mx-auto max-h-[60dvh] max-w-full overflow-hidden rounded-md bg-[black]"
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
    >
      {sample && (
        // biome-ignore lint/performance/noImgElement: made on this page, of no address
        <img src={sample.url} alt={words} draggable={false} className="absolute inset-0 size-full" />
      )}
      <canvas
        ref={canvas}
        aria-hidden
        className="absolute inset-0 size-full"
        style={{ visibility: shownUs === timeUs && !playing ? "visible" : "hidden" }}
      />
      <Covers covers={covers} natural={size} />
      {onCover && <CoverPen size={size} onCover={onCover} />}
    </div>
  );
}

/** Draws a cover by a stroke over the picture. */
function CoverPen({ size, onCover }: { size: Size; onCover: (box: Box) => void }) {
  const area = useRef<HTMLDivElement>(null);
  const [stroke, setStroke] = useState<{ from: Point; to: Point } | null>(null);
  const box = stroke && boxBetween(stroke.from, stroke.to, size);
  return (
    <div
      ref={area}
      className="absolute inset-0 cursor-crosshair touch-none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const from = placeOf(event, area, size);
        setStroke({ from, to: from });
      }}
      onPointerMove={(event) => stroke && setStroke({ ...stroke, to: placeOf(event, area, size) })}
      onPointerCancel={() => setStroke(null)}
      onPointerUp={() => {
        if (box && isAtLeast(box, LEAST_COVER)) onCover(box);
        setStroke(null);
      }}
    >
      <p className="absolute inset-x-0 bottom-0 bg-[rgb(0_0_0/0.7)] p-1.5 text-center text-[white] text-sm">
        {t`Draw over what is to be covered.`}
      </p>
      {box && (
        <svg aria-hidden viewBox={`0 0 ${size.width} ${size.height}`} className="absolute inset-0 size-full">
          <rect
            x={box[0]}
            y={box[1]}
            width={box[2] - box[0]}
            height={box[3] - box[1]}
            className="fill-[rgb(0_0_0/0.6)] stroke-[white]"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
    </div>
  );
}

function placeOf(event: PointerEvent, area: RefObject<HTMLDivElement | null>, size: Size): Point {
  const { left, top, width, height } = area.current!.getBoundingClientRect();
  return {
    x: ((event.clientX - left) / width) * size.width,
    y: ((event.clientY - top) / height) * size.height,
  };
}
