import { t } from "@/lib/language/t";
import { buttonClasses } from "../ui/button";
import { StateNote, StatePage } from "./state-page";

/** Shown where there is no such page, and where the viewer may not see it: nobody can tell which. */
export function NothingHere({ inShell = false }: { inShell?: boolean }) {
  const Page = inShell ? StateNote : StatePage;
  return (
    <Page
      title={t`There is nothing here for you`}
      actions={
        <a href="/" className={buttonClasses({ variant: "primary" })}>
          {t`Go to the start page`}
        </a>
      }
    >
      <p>{t`The address may be mistyped, what stood here may be gone, or it may not be yours to see. Nothing of yours is lost.`}</p>
    </Page>
  );
}
