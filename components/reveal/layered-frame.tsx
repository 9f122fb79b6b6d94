"use client";

import type { ReactNode } from "react";
import type { Box } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { datasetUrl } from "../datasets/dataset-address";
import { FrameViewer } from "../viewer/frame-viewer";
import { MarkCasings, ReaderMark } from "../viewer/marks";
import type { Reader } from "../viewer/reader-lines";
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
  /** What lies on it is told in words elsewhere. */
  alt?: string;
  shown: Layers<{
    readonly id: string;
    /** A cohort's layer is a heat, which the page draws itself. */
    readonly reader: Reader | "cohort";
    readonly label: string;
    readonly boxes: readonly Box[];
  }>;
  isDimmed?: (id: string) => boolean;
  /** Lies below the marks. */
  below?: ReactNode;
  /** Lies above them. */
  children?: ReactNode;
};

/** A frame with the zones of those layers that are not hidden. */
export function LayeredFrame({
  frame,
  alt = t`The operative field, with the zones drawn on it. They are told in words below.`,
  shown: { layers, hidden },
  isDimmed = () => false,
  below,
  children,
}: LayeredFrameProps) {
  return (
    <FrameViewer
      frameUrl={frame.frameUrl}
      frameVersion={frame.frameVersion}
      width={frame.width}
      height={frame.height}
      alt={alt}
      notice={frame.notice}
      about={datasetUrl(frame.datasetId)}
    >
      {below}
      <MarkCasings
        boxes={layers.flatMap(({ id, reader, boxes }) =>
          reader === "cohort" || hidden.has(id) || isDimmed(id) ? [] : boxes,
        )}
      />
      {layers.flatMap(({ id, reader, label, boxes }) =>
        reader === "cohort" || hidden.has(id)
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
