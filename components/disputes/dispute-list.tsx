import Link from "next/link";
import type { DisputedCase, DisputeEntry, DisputeList } from "@/lib/domain/disputes/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { Empty } from "../ui/empty";
import { LinkPending } from "../ui/link-pending";
import { PageHeading } from "../ui/page-heading";
import { Thumbnail } from "../viewer/thumbnail";
import { DecidedTable } from "./decided-table";
import { proposalInWords } from "./dispute-facts";

/** What readers question: first what waits to be decided, by case, then what was. */
export function DisputeListView({ list, timeZone }: { list: DisputeList; timeZone: string }) {
  return (
    <>
      <PageHeading title={t`Questioned references`}>
        <p>{t`Readers say here why they think a reference is wrong. Reject it with a sentence, or draw the reference anew: every answer scored by it is then scored again.`}</p>
      </PageHeading>
      <section aria-labelledby="open" className="mb-12">
        <h2 id="open" className="mb-2 font-semibold text-lg">
          {list.open.length > 0 ? t`Waiting: ${plural(list.open.length, "# case", "# cases")}` : t`Waiting`}
        </h2>
        {list.open.length === 0 ? (
          <Empty title={t`Nobody questions a reference`}>
            <p>{t`When a reader does, on the page of an answer of theirs, it appears here.`}</p>
          </Empty>
        ) : (
          <ul className="divide-y divide-line border-line border-y">
            {list.open.map(({ case: shown, disputes }) => (
              <CaseQuestions key={shown.id} shown={shown} disputes={disputes} timeZone={timeZone} />
            ))}
          </ul>
        )}
      </section>
      {list.decided.length > 0 && <DecidedTable disputes={list.decided} timeZone={timeZone} />}
    </>
  );
}

type CaseQuestionsProps = { shown: DisputedCase; disputes: readonly DisputeEntry[]; timeZone: string };

function CaseQuestions({ shown, disputes, timeZone }: CaseQuestionsProps) {
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 py-4 sm:flex-row">
      <Thumbnail frame={shown} width={160} className="w-40 max-w-full shrink-0 self-start rounded-sm" />
      <div className="min-w-0 flex-1">
        <h3 className="break-words font-medium">
          {t`${shown.video}, frame ${shown.frame}`}
          <span className="font-normal text-muted"> · {shown.dataset}</span>
        </h3>
        <ul className="divide-y divide-line">
          {disputes.map((dispute) => (
            <li key={dispute.id} className="relative py-2 hover:bg-sunken">
              <Link
                href={`/disputes/${dispute.id}`}
                prefetch={false}
                className="line-clamp-3 break-words after:absolute after:inset-0"
              >
                {dispute.reason}
                <LinkPending />
              </Link>
              <p className="mt-0.5 text-muted text-sm">
                {dispute.own
                  ? t`${dispute.reader}, ${formatDay(dispute.at, timeZone)}; a colleague decides it.`
                  : `${dispute.reader}, ${formatDay(dispute.at, timeZone)}.`}{" "}
                {proposalInWords(dispute)}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
