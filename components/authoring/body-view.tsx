import type { AnnotationBody } from "@/lib/domain/authoring/annotation";
import { phaseNames } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { namesOfRegions } from "@/lib/words/describe-regions";
import { ReaderSwatch } from "../viewer/marks";
import { Definition } from "./phase-field";

/** What an annotation says, beside its boxes. */
export function BodyView({ body }: { body: AnnotationBody }) {
  return (
    <div className="space-y-4">
      {body.phase && (
        <section aria-label={t`Phase`}>
          <h2 className="font-semibold">
            {body.phase}, {phaseNames[body.phase]}
          </h2>
          <Definition phase={body.phase} />
        </section>
      )}
      <dl className="space-y-3">
        {body.noGo.length > 0 && (
          <div>
            <dt className="font-medium text-muted text-sm">{t`No-Go`}</dt>
            <dd className="text-pretty break-words">
              <ReaderSwatch reader="no-go" /> {namesOfRegions(body.noGo)}
            </dd>
          </div>
        )}
        {RATIONALE_PARTS.map((part) => (
          <div key={part}>
            <dt className="font-medium text-muted text-sm">{rationaleLabels[part]}</dt>
            <dd className="whitespace-pre-wrap text-pretty">{body.rationale[part] || "—"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
