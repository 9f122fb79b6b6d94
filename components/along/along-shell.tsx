"use client";

import { useEffect, useSyncExternalStore } from "react";
import { t } from "@/lib/language/t";
import { KeepPages } from "../client/keep-pages";
import { StatePage } from "../shell/state-page";
import { Button } from "../ui/button";
import { InstallHint } from "./install-hint";

/** The page's own address: under any other it stands in for a page that can't be had. */
const OWN_PATH = "/along";

const never = (): (() => void) => () => {};

/** What is here without reception. */
export function AlongShell() {
  const instead = useSyncExternalStore(
    never,
    () => window.location.pathname !== OWN_PATH,
    () => false,
  );
  useEffect(() => {
    if (!instead) return;
    const goOn = (): void => window.location.reload();
    window.addEventListener("online", goOn);
    return () => window.removeEventListener("online", goOn);
  }, [instead]);
  return (
    <>
      <StatePage
        title={t`Calot can’t be reached just now`}
        actions={<Button variant="primary" onClick={() => window.location.reload()}>{t`Try again`}</Button>}
      >
        <p>{t`There is no reception here, or Calot is being updated. The page comes by itself once the connection is back.`}</p>
        <p>{t`What you have answered is safe: it is stored, or waits in this browser and is sent later.`}</p>
        <InstallHint />
      </StatePage>
      <KeepPages />
    </>
  );
}
