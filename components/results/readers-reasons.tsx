"use client";

import { reasons as routes } from "@/lib/contract/reasons";
import type { ResultAttempt } from "@/lib/domain/results/views";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { MARK_UNREACHABLE, ReasonMarks } from "../reveal/reason-marks";

/** What a reader wrote before the reveal, for the faculty to mark. */
export function ReadersReasons({ attempt }: { attempt: ResultAttempt }) {
  return (
    <ReasonMarks
      reasons={attempt.reasons}
      reference={attempt.rationale}
      words={{
        title: t`In the reader’s own words`,
        note: t`Written before the reveal. The faculty give one mark between them; the reader’s own is shown once it is given.`,
        writer: attempt.reader,
        question: t`How well does the line say it?`,
        other: t`The reader’s own mark`,
      }}
      give={(part, grade) =>
        call(
          routes.markReaders,
          { params: { id: attempt.id, part }, body: { grade } },
          { unreachable: MARK_UNREACHABLE },
        )
      }
    />
  );
}
