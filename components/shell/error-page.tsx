"use client";

import { Button } from "../ui/button";
import { StatePage } from "./state-page";

/** The id under which the server's log tells what went wrong. */
function digestOf(error: unknown): string | undefined {
  const digest = typeof error === "object" && error !== null && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}

/** What stands in for a page that failed. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <StatePage
      title="This page could not be shown"
      reference={digestOf(error)}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          {/* A fresh load: whatever went wrong in this one stays behind. */}
          <Button onClick={() => window.location.assign("/")}>Go to the start page</Button>
        </>
      }
    >
      <p>Something went wrong on our side. Every answer already sent is stored, and none counts twice.</p>
      <p>Try again. If it stays so, tell whoever runs Calot for you.</p>
    </StatePage>
  );
}
