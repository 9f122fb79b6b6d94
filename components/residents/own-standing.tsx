import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import type { FigureIntervals } from "../progress/headline-figures";
import { TextLink } from "../ui/text-link";
import { ResidentCalibration, ResidentConcerns } from "./resident-figures";

/** The intervals that stand beside a resident's own figures. */
export const intervalsOf = ({ figures, contact }: ResidentPage): FigureIntervals => ({
  acc: figures.acc.interval,
  mIoU: figures.mIoU.interval,
  ha25: figures.ha25.interval,
  hmIoU: figures.hmIoU.interval,
  contact: contact.contact.interval,
  contact5: contact.contact5.interval,
});

/** How sure the resident is, what the rules say, and the way to what directors see. */
export function OwnStanding({ standing }: { standing: ResidentPage }) {
  return (
    <>
      <ResidentCalibration resident={standing} own />
      <div>
        <ResidentConcerns concerns={standing.concerns} own />
        <p className="mt-3 text-sm">
          <TextLink href="/progress/standing">{t`As your director sees you, in the band of your cohort`}</TextLink>
        </p>
      </div>
    </>
  );
}
