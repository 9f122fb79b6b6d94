"use client";

import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { ReaderMark } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { CaseFrame } from "./case-frame";

/** A case's frame with the annotation and the blind readings that may be seen; else its newest reference. */
export function MarkedFrame({ view }: { view: AuthoringCase }) {
  const { current, blind, versions } = view;
  const body = current?.body ?? versions[0]?.body;
  return (
    <CaseFrame view={view} noGo={body?.noGo ?? []}>
      <NoGoMarks regions={body?.noGo ?? []} />
      {blind.map(({ reader, mine, body: read, submittedAt }) => (
        <NoGoMarks
          key={`${reader} ${submittedAt}`}
          regions={read.noGo}
          other
          of={mine ? t`you, blind` : t`${reader}, blind`}
        />
      ))}
      {body?.boxes.map((box, index) => (
        <ReaderMark
          key={box.join(" ")}
          reader="reference"
          box={box}
          label={!current ? t`Reference` : index > 0 ? t`Annotation ${index + 1}` : t`Annotation`}
        />
      ))}
      {blind.flatMap(({ reader, mine, body: read, submittedAt }) =>
        read.boxes.map((box) => (
          <ReaderMark
            key={`${submittedAt} ${box.join(" ")}`}
            reader="you"
            box={box}
            label={mine ? t`You, blind` : t`${reader}, blind`}
          />
        )),
      )}
    </CaseFrame>
  );
}
