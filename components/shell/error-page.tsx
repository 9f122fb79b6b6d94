"use client";

import { t } from "@/lib/language/t";
import { OUT_OF_REACH } from "@/lib/words/out-of-reach";
import { Button } from "../ui/button";
import { StatePage } from "./state-page";

/** The id under which the server's log tells what went wrong. */
function digestOf(error: unknown): string | undefined {
  const digest = typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}

/** What stands in for a page that failed. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const away = digest === OUT_OF_REACH;
  return (
    <StatePage
      title={away ? t`Calot can’t reach its database` : t`This page could not be shown`}
      reference={away ? undefined : digest}
      actions={
        <>
          <Button variant="primary" onClick={retry}>{t`Try again`}</Button>
          {/* A fresh load: whatever went wrong in this one stays behind. */}
          <Button onClick={() => window.location.assign("/")}>{t`Go to the start page`}</Button>
        </>
      }
    >
      <p>
        {away
          ? t`It is away just now, or has too much to do. Every answer already sent is stored or waits in your browser, and none counts twice.`
          : t`Something went wrong on our side. Every answer already sent is stored, and none counts twice.`}
      </p>
      <p>{t`Try again. If it stays so, tell whoever runs Calot for you.`}</p>
    </StatePage>
  );
}
