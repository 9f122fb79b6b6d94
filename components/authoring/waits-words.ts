import type { Step, WaitsFor } from "@/lib/domain/authoring/step";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";

/** For whom a case waits, in a sentence; null where it waits for nobody. */
export function waitsWords(step: Step, waiting: WaitsFor | null): string | null {
  if (waiting === null || step === "published") return null;
  const { names, notBy } = waiting;
  if (names === null) return t`Waits for a check by a checker who did not annotate it.`;
  const nobody = names.length === 0;
  switch (step) {
    case "annotating":
      return nobody
        ? t`Waits for an annotator: nobody has that duty. A director or an administrator gives it.`
        : t`Waits to be annotated by ${inList(names, "or")}.`;
    case "checking":
      if (nobody) {
        return notBy
          ? t`Waits for a check by somebody other than ${notBy}: nobody else has that duty. A director or an administrator gives it.`
          : t`Waits for a checker: nobody has that duty. A director or an administrator gives it.`;
      }
      return notBy
        ? t`Waits for a check by ${inList(names, "or")}, not by ${notBy}, who annotated it.`
        : t`Waits for a check by ${inList(names, "or")}.`;
    case "reviewing":
      if (!nobody) return t`Waits for ${inList(names, "and")} to agree.`;
      return notBy
        ? t`Waits for a chief other than ${notBy}: there is none. A director or an administrator names one.`
        : t`Waits for a chief: there is none. A director or an administrator names one.`;
  }
}
