import Link from "next/link";
import { actionWords } from "@/lib/domain/audit/actions";
import { auditQuery } from "@/lib/domain/audit/filter";
import type { AuditEntry, AuditFilter } from "@/lib/domain/audit/views";
import { inContext, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { ScrollRegion } from "../ui/scroll-region";

/** Somebody's name, or why there is none. */
function whoWords({ who }: Pick<AuditEntry, "who">): string {
  if (who.id === null) return t`the system`;
  return who.name ?? t`someone no longer here`;
}

/** What an entry is about: by name where it has one. */
function subjectWords({ subject }: Pick<AuditEntry, "subject">): string {
  if (subject === null) return "—";
  return subject.name ?? subject.id;
}

const link =
  "inline-block min-h-6 py-0.5 underline decoration-line-strong underline-offset-4 hover:decoration-ink";

type AuditRowsProps = {
  entries: readonly AuditEntry[];
  timeZone: string;
  /** The filter that the links on names and subjects narrow further. */
  filter: AuditFilter;
  /** The id of what names the table. */
  labelledBy: string;
  /** Without what else was written down. */
  brief?: boolean;
};

/**
 * Entries of the trail, newest first. A name leads to everything that this person did, a subject to everything that was
 * done to it.
 */
export function AuditRows({ entries, timeZone, filter, labelledBy, brief = false }: AuditRowsProps) {
  const narrowed = (more: Partial<AuditFilter>): string => `/audit?${auditQuery({ ...filter, ...more })}`;
  const heads = [t`When`, t`Who`, t`What`, inContext("an entry’s subject")`Of`, ...(brief ? [] : [t`More`])];
  return (
    <ScrollRegion labelledBy={labelledBy} className="border-line border-y">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-line border-b text-left text-muted text-xs">
            {heads.map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap py-2 pr-4 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entries.map((entry) => (
            <tr key={entry.id} className="align-baseline hover:bg-sunken">
              <td className="whitespace-nowrap py-2 pr-4">
                <time dateTime={entry.at}>{formatMoment(entry.at, timeZone)}</time>
              </td>
              <td className="min-w-32 max-w-64 break-words py-2 pr-4">
                <Link href={narrowed({ who: entry.who.id ?? "system" })} prefetch={false} className={link}>
                  {whoWords(entry)}
                </Link>
              </td>
              <td className="min-w-44 py-2 pr-4">
                {actionWords(entry.action)}
                {!brief && (
                  <span data-written className="block text-muted text-xs">
                    {entry.action}
                  </span>
                )}
              </td>
              <td className="min-w-32 max-w-64 break-words py-2 pr-4">
                {entry.subject ? (
                  <Link
                    href={narrowed({ subject: entry.subject.id })}
                    prefetch={false}
                    className={entry.subject.name === null ? `${link} text-muted text-xs` : link}
                  >
                    {subjectWords(entry)}
                  </Link>
                ) : (
                  "—"
                )}
              </td>
              {!brief && (
                <td data-written className="min-w-56 max-w-md break-words py-2 text-muted text-xs">
                  <Detail detail={entry.detail} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Longer values are folded in: a filter or a list of readers can be hundreds of ids. */
const LONG = 160;

function Detail({ detail }: Pick<AuditEntry, "detail">) {
  if (detail.length === 0) return "—";
  const text = detail.map(({ label, value }) => `${label}: ${value}`).join("; ");
  if (text.length <= LONG) return text;
  return (
    <details>
      <summary className="cursor-pointer py-1">{`${text.slice(0, LONG)} …`}</summary>
      <dl className="mt-1 space-y-1">
        {detail.map(({ label, value }) => (
          <div key={label}>
            <dt className="inline">{label}: </dt>
            <dd className="inline break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
