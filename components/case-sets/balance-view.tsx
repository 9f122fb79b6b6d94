import { balanceOf, DIFFICULTY_BARS } from "@/lib/domain/case-sets/balance";
import type { SetItem } from "@/lib/domain/case-sets/views";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import { inContext, plural, t } from "@/lib/language/t";
import { formatDecimal } from "@/lib/words/figures";

type BalanceViewProps = {
  items: readonly SetItem[];
  runs: readonly { readonly id: string; readonly model: string; readonly run: string }[];
  cohorts: readonly { readonly id: string; readonly name: string }[];
};

const barNames = Array.from(
  { length: DIFFICULTY_BARS },
  (_, index) => `${(index / DIFFICULTY_BARS).toFixed(1)}–${((index + 1) / DIFFICULTY_BARS).toFixed(1)}`,
);

/** What a set is made up of: phases, videos, difficulty, where models are wrong, who has seen it. */
export function BalanceView({ items, runs, cohorts }: BalanceViewProps) {
  const balance = balanceOf(items);
  const { bars, mean, unmeasured } = balance.difficulty;
  const read = runs.flatMap((run) => {
    const tally = balance.models.get(run.id);
    return tally && tally.read > 0 ? [{ ...run, ...tally }] : [];
  });
  const seen = cohorts.flatMap((cohort) => {
    const n = balance.seen.get(cohort.id) ?? 0;
    return n > 0 ? [{ ...cohort, n }] : [];
  });
  return (
    <div className="space-y-5 text-sm">
      <p>
        {t`${plural(balance.n, "# case", "# cases")} of ${plural(balance.videos, "# video", "# videos")}`}
        {balance.videos > 0 && (
          <span className="text-muted">
            , {inContext("cases of one video")`at most ${balance.mostOfOneVideo} of one`}
          </span>
        )}
      </p>
      <Bars
        title={t`Phases`}
        bars={PHASES.map((phase) => ({
          name: phase,
          title: `${phase}, ${phaseNames[phase]}`,
          n: balance.phases[phase],
        }))}
      />
      <div>
        <Bars
          title={t`Difficulty`}
          bars={bars.map((n, index) => ({ name: barNames[index]!, title: barNames[index]!, n }))}
        />
        <p className="mt-1 text-muted text-xs">
          {unmeasured > 0
            ? t`Mean ${formatDecimal(mean)}; ${unmeasured} not measured yet`
            : t`Mean ${formatDecimal(mean)}`}
        </p>
      </div>
      {read.length > 0 && (
        <Facts
          title={t`A model is wrong`}
          facts={read.map(({ id, model, missed, read: n }) => ({
            id,
            name: model,
            value: t`${missed} of ${n}`,
          }))}
        />
      )}
      {cohorts.length > 0 && balance.n > 0 && (
        <Facts
          title={t`Seen by`}
          none={t`No cohort has seen any of them.`}
          facts={seen.map(({ id, name, n }) => ({ id, name, value: t`${plural(n, "# case", "# cases")}` }))}
        />
      )}
    </div>
  );
}

type Bar = { readonly name: string; readonly title: string; readonly n: number };

function Bars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ n }) => n));
  return (
    <div>
      <h3 className="mb-1.5 font-medium">{title}</h3>
      <dl className="flex items-end gap-1.5">
        {bars.map(({ name, title: full, n }) => (
          <div key={name} className="flex min-w-0 flex-1 flex-col text-center" title={full}>
            <dd className="order-1 text-xs">{n}</dd>
            <div aria-hidden className="order-2 flex h-12 items-end border-line border-b">
              <div
                className="w-full rounded-t-sm bg-accent transition-[height] duration-150"
                style={{ height: `${(100 * n) / most}%` }}
              />
            </div>
            <dt className="order-3 mt-0.5 truncate text-muted text-xs">{name}</dt>
          </div>
        ))}
      </dl>
    </div>
  );
}

type FactsProps = {
  title: string;
  facts: readonly { readonly id: string; readonly name: string; readonly value: string }[];
  none?: string;
};

function Facts({ title, facts, none }: FactsProps) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      {facts.length === 0 && <p className="text-muted">{none}</p>}
      <dl className="divide-y divide-line">
        {facts.map(({ id, name, value }) => (
          <div key={id} className="flex justify-between gap-3 py-1">
            <dt className="min-w-0 break-words text-muted">{name}</dt>
            <dd className="shrink-0">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
