"use client";

import { useEffect, useState } from "react";
import type { Audience } from "@/lib/domain/assignments/input";
import { plural, t } from "@/lib/language/t";
import { type AudienceCheck, type Content, checkAudience } from "./api";
import { seenWords } from "./standing-words";

type AudienceNoteProps = {
  /** Null until something is chosen; a draft is asked for by its cases. */
  content: Content | null;
  audience: Audience;
};

/** How many residents it goes to, and what of the cases they have seen. */
export function AudienceNote({ content, audience }: AudienceNoteProps) {
  const asked = JSON.stringify(content);
  const [check, setCheck] = useState<AudienceCheck | null>(null);
  const nobody = audience.cohortIds.length + audience.userIds.length === 0;
  useEffect(() => {
    const of: Content | null = JSON.parse(asked);
    if (nobody || of === null) return setCheck(null);
    const left = new AbortController();
    // A few boxes are ticked one after the other.
    const timer = setTimeout(async () => {
      const answer = await checkAudience(of, audience, left.signal);
      if (!left.signal.aborted) setCheck("value" in answer ? answer.value : null);
    }, 250);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [asked, audience, nobody]);
  const seen = check && seenWords(check.seenBefore);
  return (
    <div role="status" className="mt-3 min-h-6 max-w-prose text-sm">
      {check && <p>{t`It goes to ${plural(check.readers, "# resident", "# residents")}.`}</p>}
      {seen && (
        <p className="text-caution">
          {seen} {t`An exam on them is easier for those.`}
        </p>
      )}
    </div>
  );
}
