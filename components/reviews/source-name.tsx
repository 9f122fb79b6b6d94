import type { NamedSource } from "@/lib/domain/reviews/views";
import { t } from "@/lib/language/t";
import { ReaderSwatch } from "../viewer/marks";

/** A source in words, for sorting and for files. */
export const sourceText = ({ isReference, model, run }: NamedSource): string =>
  isReference ? t`Reference` : `${model ?? ""}, ${run ?? ""}`;

/** A source by its mark and its name. */
export function SourceName({ source }: { source: NamedSource }) {
  return (
    <span className="flex items-baseline gap-2.5">
      <ReaderSwatch reader={source.isReference ? "reference" : "model"} />
      <span className="min-w-0 break-words">
        {source.isReference ? t`Reference` : source.model}
        <span className="block font-normal text-muted text-xs">
          {source.isReference ? t`the clinicians’ own` : source.run}
        </span>
      </span>
    </span>
  );
}
