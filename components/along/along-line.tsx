"use client";

import { useEffect, useState } from "react";
import { ALONG_CASES } from "@/lib/domain/along/along";
import { plural, t } from "@/lib/language/t";

/** What is known of the cases on this device. */
type Known = { readonly unseen: number; readonly open: number };

/** The way to what is taken along, with what waits there to be read or answered. */
export function AlongLine({ userId }: { userId: string }) {
  const [known, setKnown] = useState<Known>({ unseen: 0, open: 0 });
  useEffect(() => {
    let left = false;
    const look = async (): Promise<void> => {
      const { keptAlong } = await import("../kept/kept-along");
      const along = keptAlong();
      const [taken, sent] = await Promise.all([along.find(userId), along.sent(userId)]).finally(() =>
        along.close(),
      );
      const answered = new Set(sent.map(({ caseId }) => caseId));
      const open = taken?.cases.filter(({ id }) => !answered.has(id)).length ?? 0;
      if (!left) setKnown({ unseen: sent.filter(({ seen }) => !seen).length, open });
    };
    // Where the browser keeps nothing, nothing is here.
    void look().catch(() => {});
    return () => {
      left = true;
    };
  }, [userId]);
  return (
    // A plain link: the page is no part of those that the router knows.
    <a
      href="/along"
      className="inline-flex min-h-9 items-center rounded-sm text-accent text-sm underline decoration-transparent underline-offset-4 hover:decoration-current pointer-coarse:min-h-11"
    >
      {wordsFor(known)}
    </a>
  );
}

function wordsFor({ unseen, open }: Known): string {
  if (unseen > 0)
    return t`${plural(unseen, "One answer sent: see what came of it", "# answers sent: see what came of them")}`;
  if (open > 0) return t`${plural(open, "One case is", "# cases are")} here to answer without reception`;
  return t`Take ${ALONG_CASES} along, to practise without reception`;
}
