"use client";

import type { MadeInvitation } from "@/lib/domain/invitations/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { Button } from "../ui/button";
import { CopyButton } from "./copy-button";

type MadeLinkProps = {
  made: Pick<MadeInvitation, "email" | "path" | "expiresAt" | "mailed">;
  timeZone: string;
  onDone: () => void;
};

export const wholeLink = (path: string): string => new URL(path, window.location.origin).href;

/** A link that was made just now: shown this once. */
export function MadeLink({ made, timeZone, onDone }: MadeLinkProps) {
  const { email, path, expiresAt, mailed } = made;
  return (
    <section
      aria-labelledby="made-link"
      className="mb-6 rounded-lg border border-line-strong bg-raised px-5 py-4"
    >
      <h2 id="made-link" className="font-semibold">{t`The link for ${email}`}</h2>
      <p className="mt-1 text-muted text-sm">
        {mailed && `${t`It was mailed.`} `}
        {t`It is shown this once, and works until ${formatMoment(expiresAt, timeZone)}. Pass it on to nobody else.`}
      </p>
      <p className="my-3 select-all break-all rounded-md bg-sunken px-3 py-2 text-sm">{wholeLink(path)}</p>
      <div className="flex flex-wrap items-center gap-3">
        <CopyButton label={t`Copy the link`} text={() => wholeLink(path)} />
        <Button size="sm" variant="quiet" onClick={onDone}>{t`Done with it`}</Button>
      </div>
    </section>
  );
}
