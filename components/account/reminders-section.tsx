"use client";

import { useState } from "react";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { setReminders } from "../people/api";
import { Problem } from "../people/problem";
import { showBadge } from "../shell/due-badge";
import { Tick } from "../ui/tick";

type RemindersSectionProps = { on: boolean; mailing: boolean };

/** Whether one is reminded of what is due in practice. */
export function RemindersSection({ on, mailing }: RemindersSectionProps) {
  const [wished, setWished] = useState(on);
  const { busy, problem, run } = useAction();
  async function turn(next: boolean): Promise<void> {
    if (busy) return;
    setWished(next);
    const done = await run(() => setReminders(next));
    if (!done) setWished(!next);
    else if (!next) showBadge(0);
  }
  return (
    <section aria-labelledby="reminders-heading" id="reminders" className="scroll-mt-20">
      <h2 id="reminders-heading" className="mb-2 font-semibold text-lg">{t`Reminders`}</h2>
      <p className="mb-2 max-w-prose text-muted">
        {mailing
          ? t`A mail in the morning when something is due, once a day at most and none on a day on which you have practised; and the number on the icon of the installed app. Mails that you leave become rarer, and end.`
          : t`The number on the icon of the installed app says how much is due. Mails are not sent here.`}
      </p>
      <Tick
        label={t`Remind me of what is due in practice`}
        on={wished}
        onChange={(next) => void turn(next)}
      />
      <Problem text={problem} />
    </section>
  );
}
