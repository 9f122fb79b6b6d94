"use client";

import type { ReactNode } from "react";
import type { Box } from "@/lib/domain/geometry";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { t } from "@/lib/language/t";
import { withRegions } from "@/lib/words/describe-regions";
import { datasetUrl } from "../datasets/dataset-address";
import { FrameViewer } from "../viewer/frame-viewer";
import { BeyondMark, MarkCasings, ReaderMark } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { isReader, type Mark } from "../viewer/reader-lines";
import type { Layers } from "./use-layers";

type LayeredFrameProps = {
  frame: {
    readonly frameUrl: string;
    readonly frameVersion: string;
    /** Natural pixels. */
    readonly width: number;
    readonly height: number;
    readonly notice: string | null;
    readonly datasetId: string;
  };
  /** What lies on it is told in words elsewhere; No-Go regions that are shown are named after it. */
  alt?: string;
  shown: Layers<{
    readonly id: string;
    /** A cohort's layer is a heat, which the page draws itself. */
    readonly reader: Mark;
    readonly label: string;
    readonly boxes: readonly Box[];
    /** Of a layer of No-Go regions. */
    readonly regions?: readonly NoGoRegion[];
    /** Of another reference than the one that stands: hatched the other way. */
    readonly other?: boolean;
  }>;
  isDimmed?: (id: string) => boolean;
  /** Lies below the marks. */
  below?: ReactNode;
  /** Lies above them. */
  children?: ReactNode;
};

const NONE: readonly NoGoRegion[] = [];

/** A frame with the zones and the No-Go regions of those layers that are not hidden. */
export function LayeredFrame({
  frame,
  alt = t`The operative field, with the zones drawn on it. They are told in words below.`,
  shown: { layers, hidden },
  isDimmed = () => false,
  below,
  children,
}: LayeredFrameProps) {
  const seen = layers.filter(({ id }) => !hidden.has(id));
  const regions = seen.flatMap((layer) => layer.regions ?? []);
  return (
    <FrameViewer
      frameUrl={frame.frameUrl}
      frameVersion={frame.frameVersion}
      width={frame.width}
      height={frame.height}
      alt={withRegions(alt, regions)}
      notice={frame.notice}
      about={datasetUrl(frame.datasetId)}
    >
      {below}
      {seen.map((layer) => (
        <NoGoMarks
          key={layer.id}
          regions={layer.regions ?? NONE}
          other={layer.other ?? false}
          {...(layer.other && { of: layer.label })}
          dimmed={isDimmed(layer.id)}
        />
      ))}
      {seen.map(({ id, reader, boxes }) => reader === "beyond" && <BeyondMark key={id} boxes={boxes} />)}
      <MarkCasings
        boxes={seen.flatMap(({ id, reader, boxes }) => (isReader(reader) && !isDimmed(id) ? boxes : []))}
      />
      {seen.flatMap(({ id, reader, label, boxes }) =>
        !isReader(reader)
          ? []
          : boxes.map((box) => (
              <ReaderMark
                key={`${id} ${box.join()}`}
                reader={reader}
                box={box}
                label={label}
                dimmed={isDimmed(id)}
                cased={!isDimmed(id)}
              />
            )),
      )}
      {children}
    </FrameViewer>
  );
}
