import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { t } from "@/lib/language/t";
import { CalibrationView } from "../cohorts/calibration-view";
import { ConcernList } from "../cohorts/concern-list";
import { Formative } from "../cohorts/formative";
import { Headline } from "../cohorts/headline";
import { PhasePlots } from "../cohorts/phase-plots";
import { StuckRules } from "../cohorts/stuck-rules";
import { Confusion } from "../progress/confusion";
import { Failures } from "../progress/failures";
import { ResidentWeeks } from "./resident-weeks";
import { SureAndWrong } from "./sure-and-wrong";

type ResidentConcernsProps = {
  concerns: ResidentPage["concerns"];
  /** Whether the resident is looking. */
  own?: boolean;
};

/** What the resident is stuck on by the rules, and the rules. */
export function ResidentConcerns({ concerns, own = false }: ResidentConcernsProps) {
  const none = own
    ? t`No rule is met: nothing says that you are stuck.`
    : t`No rule is met: nothing says that this resident is stuck.`;
  return (
    <section aria-labelledby="concerns">
      <h2 id="concerns" className="font-semibold">{t`Stuck on`}</h2>
      {concerns.length === 0 ? (
        <p className="text-muted text-sm">{none}</p>
      ) : (
        <div className="mt-2 max-w-prose">
          <ConcernList concerns={concerns} />
        </div>
      )}
      <StuckRules />
    </section>
  );
}

type ResidentFiguresProps = { resident: ResidentPage; own?: boolean };

/** A resident's figures, the same to those who see residents and to the resident. */
export function ResidentFigures({ resident, own = false }: ResidentFiguresProps) {
  const { name, figures, weeks, period, band, byPhase, failures, confusion } = resident;
  return (
    <>
      <div className="space-y-5">
        <Headline figures={figures} contact={resident.contact} ofOne />
        <Formative ofOne />
      </div>
      <ResidentWeeks name={name} weeks={weeks} period={period} band={band} />
      <PhasePlots byPhase={byPhase} tone="you" csvName="calot-resident-phases" />
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <Failures failures={failures.counts ?? []} csvName="calot-resident-failures" />
        <Confusion confusion={confusion} own={own} csvName="calot-resident-confusion" />
      </div>
      <ResidentCalibration resident={resident} own={own} />
    </>
  );
}

type ResidentCalibrationProps = {
  resident: Pick<ResidentPage, "phaseCalibration" | "zoneCalibration" | "sureAndWrong">;
  own?: boolean;
};

/** How sure the resident was, and how often right. */
export function ResidentCalibration({ resident, own = false }: ResidentCalibrationProps) {
  return (
    <div className="space-y-5">
      <div className="grid gap-x-12 gap-y-12 md:grid-cols-2">
        <CalibrationView
          kind="phase"
          tone="you"
          calibration={resident.phaseCalibration}
          csvName="calot-resident-phase-confidence"
        />
        <CalibrationView
          kind="zone"
          tone="you"
          calibration={resident.zoneCalibration}
          csvName="calot-resident-zone-confidence"
        />
      </div>
      <SureAndWrong counts={resident.sureAndWrong} own={own} />
    </div>
  );
}
