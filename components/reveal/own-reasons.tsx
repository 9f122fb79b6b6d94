"use client";

import { reasons as routes } from "@/lib/contract/reasons";
import type { Rationale } from "@/lib/domain/rationale";
import type { ShownReason } from "@/lib/domain/reasons/views";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { MARK_UNREACHABLE, ReasonMarks } from "./reason-marks";

type OwnReasonsProps = {
  attemptId: string;
  reasons: readonly ShownReason[];
  reference: Rationale;
};

/** What the reader wrote before the reveal, for the reader to mark. */
export function OwnReasons({ attemptId, reasons, reference }: OwnReasonsProps) {
  return (
    <ReasonMarks
      reasons={reasons}
      reference={reference}
      words={{
        title: t`In your own words`,
        note: t`Hold each line against the reference. The underlines are help: they see words, not sense.`,
        writer: t`You`,
        question: t`How well does your line say it?`,
        other: t`The faculty’s mark`,
      }}
      give={(part, grade) =>
        call(
          routes.markOwn,
          { params: { id: attemptId, part }, body: { grade } },
          { unreachable: MARK_UNREACHABLE },
        )
      }
    />
  );
}
