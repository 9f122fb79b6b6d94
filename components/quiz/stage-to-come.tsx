import { t } from "@/lib/language/t";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";

const bar = "animate-late rounded-sm bg-line";

/** The stage's own shape, for as long as the case is on its way. */
export function StageToCome() {
  return (
    <StageLayout
      top={
        <StageTop>
          <h1>{t`Opening the case`}</h1>
        </StageTop>
      }
      frame={
        <div aria-hidden className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="aspect-[var(--stage-aspect,16/9)] max-h-[var(--stage-max-height,70dvh)] min-h-0 w-full flex-auto animate-breathe rounded-sm bg-sunken" />
          <div className="h-9 shrink-0 pointer-coarse:h-11" />
        </div>
      }
      panel={
        <div aria-hidden className="animate-breathe">
          <div className={`${bar} h-6 w-2/3`} />
          <div className="my-3 grid grid-cols-2 gap-2 landscape:grid-cols-1">
            {["A", "B", "C", "D"].map((each) => (
              <div
                key={each}
                className="h-14 animate-late rounded-md border border-line landscape:max-lg:h-11"
              />
            ))}
          </div>
          <div className={`${bar} h-4 w-1/2`} />
        </div>
      }
      footer={
        <div aria-hidden className="px-4 py-3">
          <div className="min-h-12 animate-late rounded-md border border-line bg-sunken" />
        </div>
      }
    />
  );
}
