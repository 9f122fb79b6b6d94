import type { ReactNode } from "react";
import { whenInWords } from "@/lib/domain/assignments/due-words";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import type { RunningAssignment, Worklist } from "@/lib/domain/homes/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { resultCaseUrl, resultsUrl } from "../results/result-addresses";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { TextLink } from "../ui/text-link";
import { Thumbnail } from "../viewer/thumbnail";
import { Replies } from "./replies";

type WorklistProps = { worklist: Worklist; now: string };

/** What runs, and what waits for the one who looks: each leads to where it is done. */
export function WorklistView({ worklist, now }: WorklistProps) {
  const { running, runningCount } = worklist;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,4fr)]">
      <section aria-labelledby="running">
        <div className="mb-2 flex items-baseline justify-between gap-4">
          <h2 id="running" className="font-semibold">{t`Running assignments`}</h2>
          <TextLink href="/assignments" className="text-sm">
            {runningCount > running.length
              ? t`All ${plural(runningCount, "# assignment", "# assignments")}`
              : t`All assignments`}
          </TextLink>
        </div>
        {running.length === 0 ? (
          <Empty
            title={t`No assignment is running`}
            action={<ButtonLink href="/library">{t`Choose cases from the library`}</ButtonLink>}
          >
            <p>{t`Choose cases and press “Assign these …”. How far everybody is stands here then.`}</p>
          </Empty>
        ) : (
          <ul className="divide-y divide-line border-line border-y">
            {running.map((each) => (
              <Running key={each.id} assignment={each} timeZone={worklist.timeZone} now={now} />
            ))}
          </ul>
        )}
      </section>
      <Waiting worklist={worklist} />
    </div>
  );
}

function dueOf({ isOpen, dueAt, closesAt }: RunningAssignment, timeZone: string, now: string): string {
  const when = (moment: string): string => whenInWords(new Date(moment), new Date(now), timeZone);
  if (!isOpen) return closesAt ? t`closed ${when(closesAt)}` : t`closed`;
  if (!dueAt) return closesAt ? t`closes ${when(closesAt)}` : t`no due date`;
  return dueAt <= now ? t`was due ${when(dueAt)}` : t`due ${when(dueAt)}`;
}

function Running(props: { assignment: RunningAssignment; timeZone: string; now: string }) {
  const { assignment, timeZone, now } = props;
  const { id, name, mode, isOpen, readers, done, notBegun, hardest } = assignment;
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <TextLink href={`/assignments/${id}`} className="min-w-0 break-words font-medium">
          {name}
        </TextLink>
        <p className="text-muted text-sm">
          {modeWords(mode).name}, {dueOf(assignment, timeZone, now)}
        </p>
      </div>
      <div aria-hidden className="mt-1.5 h-1 overflow-hidden rounded-full bg-line">
        <div
          className="h-full bg-accent forced-colors:bg-[CanvasText]"
          style={{ width: `${readers === 0 ? 0 : (100 * done) / readers}%` }}
        />
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        <p>{t`${done} of ${plural(readers, "# resident", "# residents")} finished`}</p>
        {notBegun > 0 && (
          <TextLink href={`/assignments/${id}?show=not-begun`}>
            {t`${plural(notBegun, "# not begun", "# not begun")}`}
          </TextLink>
        )}
        {!isOpen && <TextLink href={`/assignments/${id}`}>{t`Results wait for their release`}</TextLink>}
        {hardest && (
          <span className="flex min-w-0 items-center gap-2">
            <Thumbnail
              frame={{
                frameUrl: `/api/cases/${hardest.caseId}/frame`,
                frameVersion: hardest.frameVersion,
              }}
              width={48}
              className="h-8 w-12 shrink-0 rounded-xs"
            />
            <TextLink href={resultCaseUrl(id, hardest.caseId)}>
              {t`Hardest: ${hardest.video}, frame ${hardest.frame}`}
            </TextLink>
            <span className="text-muted">{t`${hardest.hits} of ${hardest.n} hit it`}</span>
          </span>
        )}
      </div>
    </li>
  );
}

/** What waits for the viewer, line by line; what doesn't is not listed. */
function Waiting({ worklist }: { worklist: Worklist }) {
  const { questions, lateAnswers, authoring, replies, replyCount, timeZone } = worklist;
  const lateElsewhere = lateAnswers.reduce((left, { n }) => left - n, worklist.lateAnswerCount);
  const lines = [
    questions.n > 0 && (
      <Line
        key="questions"
        href="/disputes"
        words={t`${plural(questions.n, "# question about a reference", "# questions about references")}`}
      >
        {questions.since && t`The oldest is of ${formatDay(questions.since, timeZone)}.`}
      </Line>
    ),
    ...lateAnswers.map(({ assignmentId, name, n }) => (
      <Line
        key={assignmentId}
        href={`${resultsUrl(assignmentId)}#late`}
        words={t`${plural(n, "# answer came too late and waits for a decision", "# answers came too late and wait for a decision")}`}
      >
        {name}
      </Line>
    )),
    lateElsewhere > 0 && (
      <Line
        key="late"
        href="/assignments"
        words={t`${plural(lateElsewhere, "# more in another assignment", "# more in other assignments")}`}
      />
    ),
    authoring.annotate > 0 && (
      <Line
        key="annotate"
        href="/authoring"
        words={t`${plural(authoring.annotate, "# case to annotate", "# cases to annotate")}`}
      />
    ),
    authoring.check > 0 && (
      <Line
        key="check"
        href="/authoring"
        words={t`${plural(authoring.check, "# case to check", "# cases to check")}`}
      />
    ),
    authoring.review > 0 && (
      <Line
        key="review"
        href="/authoring"
        words={t`${plural(authoring.review, "# case to agree on, as a chief", "# cases to agree on, as a chief")}`}
      />
    ),
  ].filter(Boolean);
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="mb-2 font-semibold">{t`Waits for you`}</h2>
      {lines.length === 0 && replyCount === 0 && (
        <p className="border-line border-y py-3.5 text-muted text-sm">{t`Nothing. Questions about references, answers that came too late, cases to annotate or check, and replies to your comments appear here.`}</p>
      )}
      {lines.length > 0 && <ul className="divide-y divide-line border-line border-y">{lines}</ul>}
      {replyCount > 0 && <Replies replies={replies} n={replyCount} timeZone={timeZone} />}
    </section>
  );
}

function Line({ href, words, children }: { href: string; words: string; children?: ReactNode }) {
  return (
    <li className="py-2.5">
      <TextLink href={href} className="font-medium">
        {words}
      </TextLink>
      {children && <p className="text-muted text-sm">{children}</p>}
    </li>
  );
}
