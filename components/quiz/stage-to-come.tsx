import { PHASES } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { EnterBadge } from "../viewer/enter-badge";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { ConfidenceChoice } from "./confidence";
import { KEYS_THAT_LOCK, PhaseChoice } from "./phase-step";
import { StepHeading } from "./step-heading";

const bar = "animate-late rounded-sm bg-line";
const nothing = (): void => {};

/**
 * The stage's own shape, for as long as the case is on its way. The page's own script (`openEarly`) puts the frame into
 * it, and shows the question that nearly every case begins with.
 */
export function StageToCome() {
  return (
    <div className="contents" data-early-hands>
      <StageLayout
        top={
          <StageTop>
            <h1 data-until-asked suppressHydrationWarning>{t`Opening the case`}</h1>
          </StageTop>
        }
        frame={
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <div
              data-frame-to-come
              suppressHydrationWarning
              className="relative aspect-[var(--stage-aspect,var(--frame-aspect,16/9))] max-h-[var(--stage-max-height,70dvh)] min-h-0 w-full flex-auto rounded-sm bg-sunken"
            >
              <div
                className="absolute inset-2.5"
                suppressHydrationWarning
                // biome-ignore lint/security/noDangerouslySetInnerHtml: it is empty, and React leaves alone what is put there
                dangerouslySetInnerHTML={{ __html: "" }}
              />
            </div>
            <div className="h-9 shrink-0 pointer-coarse:h-11" />
          </div>
        }
        panel={
          <>
            <div aria-hidden data-until-asked suppressHydrationWarning className="animate-breathe">
              <div className={`${bar} h-6 w-2/3`} />
              <div className="my-3 grid grid-cols-2 gap-2 landscape:grid-cols-1">
                {PHASES.map((each) => (
                  <div
                    key={each}
                    className="h-14 animate-late rounded-md border border-line landscape:max-lg:h-11"
                  />
                ))}
              </div>
              <div className={`${bar} h-4 w-1/2`} />
            </div>
            <div data-until-asked suppressHydrationWarning hidden>
              <StepHeading>{t`Which phase is this?`}</StepHeading>
              <PhaseChoice phase={null} locked={false} onChoose={nothing} hint={KEYS_THAT_LOCK} />
              <ConfidenceChoice value={null} onChange={nothing} disabled={false} />
            </div>
          </>
        }
        footer={
          <div className="px-4 py-3">
            <div
              aria-hidden
              data-until-asked
              suppressHydrationWarning
              className="min-h-12 animate-late rounded-md border border-line bg-sunken"
            />
            <div data-until-asked suppressHydrationWarning hidden className="flex">
              <Button variant="primary" size="lg" className="flex-1" data-deed="lock">
                {t`Lock in phase`} <EnterBadge />
              </Button>
            </div>
          </div>
        }
      />
    </div>
  );
}
