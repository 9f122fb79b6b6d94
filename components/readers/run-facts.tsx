import type { ReactNode } from "react";
import type { RunDetail } from "@/lib/domain/readers/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { formatCount } from "@/lib/words/figures";

type RunFactsProps = {
  run: RunDetail;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** What the run is: the model, how it was asked, by what server, and when. */
export function RunFacts({ run, timeZone }: RunFactsProps) {
  const { measured, missing, failed, sampled, startedAt, finishedAt, addedAt } = run;
  const moment = (at: string | null, otherwise: string): string =>
    at ? formatMoment(at, timeZone) : otherwise;
  return (
    <section aria-labelledby="what-it-is">
      <h2 id="what-it-is" className="mb-3 font-semibold">{t`What it is`}</h2>
      <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2 lg:grid-cols-4">
        <Fact name={t`Checkpoint`}>{run.checkpoint ?? t`not told`}</Fact>
        <Fact name={t`Prompt version`}>{run.promptVersion ?? t`not told`}</Fact>
        <Fact name={t`Begun`}>{moment(startedAt, t`not told`)}</Fact>
        <Fact name={t`Ended`}>{moment(finishedAt, startedAt ? t`not finished` : t`not told`)}</Fact>
        <Fact name={t`Added here`}>{moment(addedAt, t`not told`)}</Fact>
        <Fact
          name={t`Predictions`}
        >{t`${formatCount(measured.cases - missing)} of ${plural(measured.cases, "# case", "# cases")}`}</Fact>
        <Fact name={t`Without a phase or a zone`}>{formatCount(failed)}</Fact>
        <Fact name={t`With several sampled zones`}>{formatCount(sampled)}</Fact>
      </dl>
      <details className="mt-4 text-sm">
        <summary className="min-h-6 w-fit py-1 font-medium">{t`Parameters and server`}</summary>
        <div className="mt-2 grid gap-x-8 gap-y-4 lg:grid-cols-2">
          <Facts title={t`Parameters`} facts={run.parameters} />
          <Facts title={t`Server`} facts={run.server} />
        </div>
      </details>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line border-t pt-2">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

/** Facts as the batch job, or a file, told them: their names are its own. */
function Facts({ title, facts }: { title: string; facts: Readonly<Record<string, unknown>> }) {
  const lines = linesOf(facts);
  return (
    <div className="min-w-0">
      <h3 className="mb-1 font-medium">{title}</h3>
      {lines.length === 0 ? (
        <p className="text-muted">{t`Nothing was told.`}</p>
      ) : (
        <dl data-written className="divide-y divide-line">
          {lines.map(([name, value]) => (
            <div key={name} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 py-1">
              <dt className="break-words text-muted">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** Facts within facts stand under both names: "takes, logprobs". */
function linesOf(facts: Readonly<Record<string, unknown>>, within = ""): [string, string][] {
  return Object.entries(facts).flatMap(([name, value]): [string, string][] => {
    const full = within ? `${within}, ${name}` : name;
    if (value === null || value === undefined) return [[full, "—"]];
    if (typeof value === "object" && !Array.isArray(value)) {
      return linesOf(value as Readonly<Record<string, unknown>>, full);
    }
    return [[full, typeof value === "string" ? value : JSON.stringify(value)]];
  });
}
