import { Download, FileText } from "lucide-react";
import { figureNames } from "@/lib/domain/milestones/milestone";
import { PAPERS, type Packet, type Paper, paperNames } from "@/lib/domain/packet/views";
import { inContext, plural, t } from "@/lib/language/t";
import { describeInterval } from "@/lib/words/cohort-figures";
import { formatCount } from "@/lib/words/figures";
import { figuresOf, levelWords, notesOf, standingValue, titleOf } from "@/lib/words/packet";
import { residentUrl } from "../cohorts/cohort-addresses";
import { Formative } from "../cohorts/formative";
import { PeriodSwitch } from "../cohorts/period-switch";
import { Breadcrumb } from "../ui/breadcrumb";
import { ButtonLink } from "../ui/button-link";
import { LinkSwitch } from "../ui/link-switch";
import { PageHeading } from "../ui/page-heading";

/** What a resident's page of the packet will say, and the page itself as files. */
export function PacketView({ packet, paper }: { packet: Packet; paper: Paper }) {
  const { resident, standings } = packet;
  const { id, name, period } = resident;
  const query = (over: { paper?: Paper; weeks?: typeof period.weeks; format?: string }): string => {
    const { format, ...rest } = { weeks: period.weeks, paper, ...over };
    return String(new URLSearchParams({ ...rest, weeks: String(rest.weeks), ...(format && { format }) }));
  };
  const page = (over: Parameters<typeof query>[0]) => `/residents/${id}/packet?${query(over)}`;
  const file = (format: string) => `/api/packet/residents/${id}?${query({ format })}`;
  const notes = notesOf(resident).length;
  return (
    <>
      <Breadcrumb href={residentUrl(id, { weeks: period.weeks })} label={name} />
      <PageHeading
        title={t`Committee packet`}
        actions={
          <>
            <ButtonLink variant="primary" href={file("pdf")} prefetch={false} data-confirmed>
              <FileText aria-hidden /> {t`Download PDF`}
            </ButtonLink>
            <ButtonLink href={file("csv")} prefetch={false} data-confirmed>
              <Download aria-hidden /> CSV
            </ButtonLink>
          </>
        }
      >
        <p className="break-words">
          {name}. {titleOf(resident)}.{" "}
          {t`A page of figures for the committee, then how to read them and the assignments of this time. It is written down who takes it.`}
        </p>
      </PageHeading>
      <PeriodSwitch period={period} href={(weeks) => page({ weeks })} />
      <div className="mb-8 flex flex-wrap items-center gap-x-3 text-sm">
        <span className="text-muted">{inContext("the size of a page")`Paper`}</span>
        <LinkSwitch
          label={inContext("the size of a page")`Paper`}
          options={PAPERS.map((each) => ({
            key: each,
            label: paperNames[each],
            href: page({ paper: each }),
            current: each === paper,
          }))}
        />
      </div>
      <div className="space-y-10">
        <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(10rem,100%),1fr))] gap-x-6 gap-y-5">
          {figuresOf(resident).map(({ note, estimate }) => {
            const interval = describeInterval(estimate, note);
            return (
              <div key={note.key} className="border-line border-t pt-3">
                <dt className="text-muted text-sm">{note.label}</dt>
                <dd>
                  <p className="mt-1 font-medium text-2xl">{note.format(estimate.value, estimate.n)}</p>
                  <p className="mt-0.5 text-muted text-xs">
                    {interval
                      ? t`95% interval ${interval}, n = ${plural(estimate.n, "# answer", "# answers")}`
                      : t`no interval, n = ${plural(estimate.n, "# answer", "# answers")}`}
                  </p>
                </dd>
              </div>
            );
          })}
        </dl>
        <section aria-labelledby="packet-milestones">
          <div className="mb-2 flex flex-wrap items-end justify-between gap-x-4">
            <h2 id="packet-milestones" className="font-semibold">{t`Milestones`}</h2>
            <ButtonLink
              href="/milestones"
              size="sm"
              variant="quiet"
            >{t`Edit the program’s milestones`}</ButtonLink>
          </div>
          {standings.length === 0 ? (
            <p className="text-muted">{t`The program has set none yet.`}</p>
          ) : (
            <ul className="divide-y divide-line border-line border-y text-sm">
              {standings.map((standing) => (
                <li key={standing.code} className="flex flex-wrap gap-x-4 gap-y-0.5 py-2">
                  <span className="min-w-20 font-medium">{standing.code}</span>
                  <span className="min-w-0 flex-1 basis-60 break-words">{standing.name}</span>
                  <span className="text-muted">{t`${figureNames[standing.figure]} ${standingValue(standing)}, n = ${formatCount(standing.n)}`}</span>
                  <span className="min-w-32 text-right max-sm:text-left">{t`Level ${levelWords(standing)}`}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <p className="text-muted text-sm">
          {notes === 0
            ? t`No note was written in this time.`
            : t`${plural(notes, "# note", "# notes")} of this time, the latest first, as far as the page holds them.`}
        </p>
        <Formative ofOne />
      </div>
    </>
  );
}
