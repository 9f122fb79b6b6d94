import { t } from "@/lib/language/t";
/** What the figures of people are for. Once a page, where they begin. */
export function Formative({ ofOne = false }: { ofOne?: boolean }) {
  return (
    <p className="max-w-prose text-muted text-sm">
      {t`Formative, not for high-stakes decisions: the figures show where to teach, over still frames and first attempts.`}{" "}
      {ofOne
        ? t`Intervals are 95%, over videos as they differ.`
        : t`Intervals are 95%, over residents as they differ.`}{" "}
      {t`What was answered to an exam’s cases counts once its results are released.`}
    </p>
  );
}
