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
  "storage-full": {
    title: t`There is no room left for pictures`,
    safe: t`The place where pictures and uploads are kept is full. What is stored there stays; whoever runs Calot has to make room.`,
  },
  "storage-damaged": {
    title: t`A stored file is damaged`,
    safe: t`The place where pictures and uploads are kept gives something else than was put there. Calot’s log names the file; whoever runs Calot can take it back from a backup.`,
  },
  "storage-unusable": {
    title: t`Calot can’t use the place of its pictures`,
    safe: t`The place where pictures and uploads are kept refuses what is asked of it. What is stored there stays; Calot’s log says why it refuses.`,
  },
};

const FAILED: Words = {
  title: t`This page could not be shown`,
  safe: t`Something went wrong on our side. Every answer already sent is stored, and none counts twice.`,
};

/** What stands in for a page that failed. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const wanting = digest === undefined ? null : readMark(digest);
  const { title, safe } = wanting ? OUT_OF_REACH[wanting.what] : FAILED;
  return (
    <StatePage
      title={title}
      reference={wanting ? wanting.request : digest}
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
