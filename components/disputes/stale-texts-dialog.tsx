import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

type StaleTextsDialogProps = { onBack: () => void; onGoOn: () => void };

/** Asks whether the texts still hold where the phase, the zones or the No-Go regions have changed and they have not. */
export function StaleTextsDialog({ onBack, onGoOn }: StaleTextsDialogProps) {
  return (
    <Dialog
      open
      onStage
      onOpenChange={(open) => !open && onBack()}
      title={t`Do the four texts still hold?`}
      description={t`The phase, a zone or a No-Go region is another one now, and none of the texts has changed. They may describe what stands there no more.`}
      footer={
        <>
          <Button onClick={onBack}>{t`Look at the texts`}</Button>
          <Button variant="primary" onClick={onGoOn}>{t`They hold as they are`}</Button>
        </>
      }
    />
  );
}
