"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";

/** What browsers send that can put a page on the home screen. */
type InstallOffer = Event & { readonly prompt: () => Promise<unknown> };

const never = (): (() => void) => () => {};

/** Whether this is a phone or tablet of Apple's, in whose browsers only a person can put a page on the home screen. */
const isApples = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);

const isInstalled = (): boolean => window.matchMedia("(display-mode: standalone)").matches;

/** How Calot comes on the home screen, where it can and isn't yet. */
export function InstallHint() {
  const [offer, setOffer] = useState<InstallOffer | null>(null);
  useEffect(() => {
    const take = (event: Event): void => {
      // The browser's own bar would lie over the page; it is offered here instead.
      event.preventDefault();
      setOffer(event as InstallOffer);
    };
    const done = (): void => setOffer(null);
    window.addEventListener("beforeinstallprompt", take);
    window.addEventListener("appinstalled", done);
    return () => {
      window.removeEventListener("beforeinstallprompt", take);
      window.removeEventListener("appinstalled", done);
    };
  }, []);
  const saysHow = useSyncExternalStore(
    never,
    () => isApples() && !isInstalled(),
    () => false,
  );
  if (offer) {
    const install = (): void => {
      setOffer(null);
      void offer.prompt();
    };
    return <Button size="sm" onClick={install}>{t`Add to home screen`}</Button>;
  }
  if (!saysHow) return null;
  return (
    <p className="text-sm">
      {t`To have Calot at hand, press Share, then “Add to Home Screen”. Without that, iPhones and iPads forget what pages keep after seven days without a visit.`}
    </p>
  );
}
