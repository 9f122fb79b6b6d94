"use client";

import { useRouter } from "next/navigation";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Kbd } from "../ui/kbd";
import { useLetterKeys, useStageKeys } from "./stage-keys";

const labels = {
  case: { previous: t`Previous case`, next: t`Next case` },
  answer: { previous: t`Previous answer`, next: t`Next answer` },
} as const;

type StepsProps = {
  /** What they lead through. */
  name: string;
  what: keyof typeof labels;
  /** Addresses; null at either end. */
  previous: string | null;
  next: string | null;
};

/** To the one before and the one after, by P and N too. */
export function Steps({ name, what, previous, next }: StepsProps) {
  const router = useRouter();
  useStageKeys((key) => {
    const to = key === "n" ? next : key === "p" ? previous : null;
    if (to) router.push(to);
    return to !== null;
  });
  return (
    <nav aria-label={name} className="flex gap-2 px-4 py-3">
      <Step to={previous} label={labels[what].previous} shortcut="P" />
      <Step to={next} label={labels[what].next} shortcut="N" />
    </nav>
  );
}

function Step({ to, label, shortcut }: { to: string | null; label: string; shortcut: string }) {
  const keysOn = useLetterKeys();
  if (!to) return <span className="flex-1" />;
  return (
    <ButtonLink href={to} className="min-h-12 flex-1">
      {label} {keysOn && <Kbd className="pointer-coarse:hidden">{shortcut}</Kbd>}
    </ButtonLink>
  );
}
