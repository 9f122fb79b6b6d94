import { METRIC_COLUMNS } from "@/lib/domain/readers/metric-columns";
import { t } from "@/lib/language/t";

/** What each column says, below the table. */
export function ColumnNotes() {
  return (
    <details className="mt-4">
      <summary className="min-h-6 w-fit py-1 font-semibold text-sm">{t`What the columns say`}</summary>
      <dl className="mt-2 grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {METRIC_COLUMNS.map(({ key, label, explanation }) => (
          <div key={key}>
            <dt className="font-medium">{label}</dt>
            <dd className="text-muted">{explanation}</dd>
          </div>
        ))}
        <div>
          <dt className="font-medium">n</dt>
          <dd className="text-muted">{t`Cases of a model, first attempts of residents. A case without a prediction, or without a zone, counts as a miss.`}</dd>
        </div>
      </dl>
    </details>
  );
}
