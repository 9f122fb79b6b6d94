"use client";

import type { PersonPage } from "@/lib/domain/people/views";
import { plural, t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { endPersonsSessions } from "./api";
import { Problem } from "./problem";

/** In how many browsers a person is signed in, and the end of that. */
export function SessionsSection({ id, sessions = 0 }: Pick<PersonPage, "id" | "sessions">) {
  const { busy, problem, run } = useAction();
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="mb-2 font-semibold text-lg">
        {t`Signed in`}
      </h2>
      <p className="mb-4 text-muted">
        {sessions === 0 ? t`Nowhere at the moment.` : t`In ${plural(sessions, "# browser", "# browsers")}.`}
      </p>
      {sessions > 0 && (
        <Button busy={busy} onClick={() => void run(() => endPersonsSessions(id))}>
          {t`Sign out everywhere`}
        </Button>
      )}
      <Problem text={problem} />
    </section>
  );
}
