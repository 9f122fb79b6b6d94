"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { privacy } from "@/lib/contract/privacy";
import { roleNames } from "@/lib/domain/people/role";
import { MOST_MONTHS } from "@/lib/domain/retention/input";
import type { Departing, HeldBack, RetentionPage } from "@/lib/domain/retention/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { TextLink } from "../ui/text-link";

const heldBackWords: Readonly<Record<HeldBack, string>> = {
  mail: t`Not yet: the mail to them could not be sent. It is written again after a month; or mend the address, or delete them yourself.`,
  question: t`Not yet: a question of theirs is open.`,
  results: t`Not yet: results of an assignment of theirs are not released.`,
  upload: t`Not yet: an upload of theirs is being read.`,
};

type Looked = { readonly months: number; readonly departing: Departing };

/** How long what is personal stays after an account was closed, and whom that concerns. A rule is looked at before it is set. */
export function RetentionSection({ page }: { page: RetentionPage }) {
  const { months, mailing, timeZone } = page;
  const { busy, problem, run } = useAction();
  const [typed, setTyped] = useState(months === null ? "" : String(months));
  const [looked, setLooked] = useState<Looked | null>(null);

  function type(text: string) {
    setTyped(text);
    setLooked(null);
  }

  async function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    await run(async () => {
      const answer = await call(privacy.previewRetention, { query: { months: typed } });
      if ("value" in answer) setLooked({ months: Number(typed), departing: answer.value });
      return answer;
    });
  }

  async function set(wished: number | null) {
    const isSet = await run(() => call(privacy.setRetention, { body: { months: wished } }));
    if (isSet) type(wished === null ? "" : String(wished));
  }

  return (
    <section aria-labelledby="retention" className="mt-12 max-w-3xl">
      <h2 id="retention" className="mb-2 font-semibold text-lg">{t`After somebody has left`}</h2>
      <p className="mb-4 max-w-prose text-muted">{t`So many months after an account was closed what is personal in it goes for good, as when somebody is deleted; answers stay without a name. Its person is told by mail a month before, and a week before. Whoever is let in again meanwhile stays.`}</p>
      <p className="mb-4 max-w-prose border-line-strong border-l-2 pl-3">
        {months === null
          ? t`No rule is set: closed accounts stay as they are.`
          : t`In force: ${plural(months, "# month", "# months")} after closing.`}
        {!mailing && ` ${t`This server sends no mails: nobody can be told, and so nobody is removed.`}`}
      </p>
      <form method="post" onSubmit={(event) => void look(event)} className="space-y-4">
        <Field
          className="max-w-xs"
          label={t`Months after closing`}
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST_MONTHS}
          required
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Problem text={problem} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={busy} disabled={typed === "" || Number(typed) === months}>
            {t`See whom it would concern`}
          </Button>
          {months !== null && (
            <Button
              variant="danger"
              busy={busy}
              onClick={() => void set(null)}
            >{t`Take the rule away`}</Button>
          )}
        </div>
      </form>
      {looked ? (
        <DepartingList
          title={t`With ${plural(looked.months, "# month", "# months")} it would concern ${plural(countOf(looked.departing), "# closed account", "# closed accounts")}`}
          departing={looked.departing}
          timeZone={timeZone}
        >
          <Button
            variant="primary"
            busy={busy}
            onClick={() => void set(looked.months)}
          >{t`Set this rule`}</Button>
        </DepartingList>
      ) : (
        months !== null && (
          <DepartingList
            title={t`It concerns ${plural(countOf(page), "# closed account", "# closed accounts")}`}
            departing={page}
            timeZone={timeZone}
          />
        )
      )}
    </section>
  );
}

const countOf = ({ people, more }: Departing): number => people.length + more;

type DepartingListProps = {
  title: string;
  departing: Departing;
  timeZone: string;
  children?: ReactNode;
};

function DepartingList({ title, departing: { people, more }, timeZone, children }: DepartingListProps) {
  return (
    <div className="mt-8">
      <h3 className="mb-3 font-semibold">{title}</h3>
      {people.length > 0 && (
        <ul className="mb-4 divide-y divide-line border-line border-y">
          {people.map(({ id, name, role, closedAt, goesAt, toldAt, heldBack }) => (
            <li key={id} className="py-3">
              <TextLink href={`/people/${id}`} className="break-words font-medium">
                {name}
              </TextLink>
              <p className="text-muted text-sm">
                {t`${roleNames[role]}, closed on ${formatDay(closedAt, timeZone)}.`}{" "}
                {toldAt ? t`Told on ${formatDay(toldAt, timeZone)}.` : t`Not told yet.`}{" "}
                {t`Goes on ${formatDay(goesAt, timeZone)} at the earliest.`}
              </p>
              {heldBack && <p className="mt-1 text-sm">{heldBackWords[heldBack]}</p>}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="mb-4 text-muted text-sm">{t`And ${plural(more, "# other", "# others")}.`}</p>
      )}
      {children}
    </div>
  );
}
