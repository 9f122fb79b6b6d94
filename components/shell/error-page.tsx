"use client";

import { t } from "@/lib/language/t";
import { type OutOfReach, readMark } from "@/lib/words/out-of-reach";
import { Button } from "../ui/button";
import { StatePage } from "./state-page";

/** The id under which the server's log tells what went wrong. */
function digestOf(error: unknown): string | undefined {
  const digest = typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}

type Words = { readonly title: string; readonly safe: string };

const OUT_OF_REACH: Readonly<Record<OutOfReach, Words>> = {
  database: {
    title: t`Calot can’t reach its database`,
    safe: t`It is away just now, or has too much to do. Every answer already sent is stored or waits in your browser, and none counts twice.`,
  },
  storage: {
    title: t`Calot can’t reach its pictures`,
    safe: t`The place where pictures and uploads are kept is away just now. What has arrived of an upload is kept, and it goes on from there.`,
  },
};

const FAILED: Words = {
  title: t`This page could not be shown`,
  safe: t`Something went wrong on our side. Every answer already sent is stored, and none counts twice.`,
};

/** What stands in for a page that failed. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const away = digest === undefined ? null : readMark(digest);
  const { title, safe } = away ? OUT_OF_REACH[away.what] : FAILED;
  return (
    <StatePage
      title={title}
      reference={away ? away.request : digest}
      actions={
        <>
          <Button variant="primary" onClick={retry}>{t`Try again`}</Button>
          {/* A fresh load: whatever went wrong in this one stays behind. */}
          <Button onClick={() => window.location.assign("/")}>{t`Go to the start page`}</Button>
        </>
      }
    >
      <p>{safe}</p>
      <p>{t`Try again. If it stays so, tell whoever runs Calot for you.`}</p>
    </StatePage>
  );
}
