"use client";

import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark } from "../viewer/marks";

/** A case's frame with the annotation and the blind readings that may be seen; else its newest reference. */
export function MarkedFrame({ view }: { view: AuthoringCase }) {
  const { current, blind, versions } = view;
  const body = current?.body ?? versions[0]?.body;
  return (
    <FrameViewer
      frameUrl={view.frameUrl}
      frameVersion={view.frameVersion}
      width={view.width}
      height={view.height}
      alt="The operative field of this case."
      notice={view.dataset.notice}
    >
      {body?.boxes.map((box, index) => (
        <ReaderMark
          key={box.join(" ")}
          reader="reference"
          box={box}
          label={current ? `Annotation${index > 0 ? ` ${index + 1}` : ""}` : "Reference"}
        />
      ))}
      {blind.flatMap(({ reader, mine, body: read, submittedAt }) =>
        read.boxes.map((box) => (
          <ReaderMark
            key={`${submittedAt} ${box.join(" ")}`}
            reader="you"
            box={box}
            label={mine ? "You, blind" : `${reader}, blind`}
          />
        )),
      )}
    </FrameViewer>
  );
}
