import type { ReactNode } from "react";
import type { Peers } from "@/lib/domain/attempts/surroundings";
import { FEWEST_PEERS } from "@/lib/domain/fewest-peers";
import type { Size } from "@/lib/domain/geometry";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { Bars } from "../ui/bars";
import { describeHeat } from "./describe-heat";

type PeersAnswersProps = {
  peers: Peers;
  reference: Phase;
  /** Natural pixels. */
  frame: Size;
  /** Shows and hides where they drew. */
  toggle: ReactNode;
};

/** What other residents answered first; a sentence in its place where they are too few. */
export function PeersAnswers({ peers: { phases, heat }, reference, frame, toggle }: PeersAnswersProps) {
  const drawn = heat && describeHeat(heat, frame);
  if (!phases) {
    return (
      <section aria-labelledby="peers" className="print:hidden">
        <h2 id="peers" className="font-semibold">{t`Other residents`}</h2>
        <p className="text-muted text-sm">
          {drawn ?? t`Shown once ${FEWEST_PEERS} of them or more have answered this case.`}
        </p>
        {heat && <div className="mt-2">{toggle}</div>}
      </section>
    );
  }
  return (
    <div className="print:hidden">
      <Bars
        title={t`Other residents`}
        note={[saidBy(phases), drawn].filter(Boolean).join(" ")}
        of={phases.n}
        bars={PHASES.map((phase) => ({
          name: `${phase}, ${phaseNames[phase]}`,
          n: phases.named[phase],
          marked: phase === reference,
        }))}
      />
      {heat && <div className="mt-3">{toggle}</div>}
    </div>
  );
}

/** "9 of 14 said B." Of two named as often, the earlier in the operation. */
function saidBy({ n, named }: NonNullable<Peers["phases"]>): string {
  const most = PHASES.reduce((best, phase) => (named[phase] > named[best] ? phase : best));
  return t`${named[most]} of ${n} said ${most}.`;
}
