import type { Metadata } from "next";
import { CloseWindow } from "@/components/identities/close-window";
import { OutsideProblem } from "@/components/identities/outside-problem";
import { StatePage } from "@/components/shell/state-page";
import { ButtonLink } from "@/components/ui/button-link";
import { t } from "@/lib/language/t";

export const metadata: Metadata = { title: t`Confirm` };

/** Where somebody lands who was asked to show once more who they are. The page that asked goes on by itself. */
export default async function ConfirmedPage({ searchParams }: PageProps<"/confirmed">) {
  const { outside } = await searchParams;
  const actions = <ButtonLink href="/">{t`Go to Calot`}</ButtonLink>;
  if (outside !== undefined) {
    return (
      <StatePage title={t`That was not confirmed`} actions={actions}>
        <OutsideProblem problem={outside} />
        <p>{t`Close this window, and try again where you were.`}</p>
      </StatePage>
    );
  }
  return (
    <StatePage title={t`Confirmed`} actions={actions}>
      <CloseWindow />
      <p>{t`Close this window: where you were, it goes on by itself.`}</p>
    </StatePage>
  );
}
