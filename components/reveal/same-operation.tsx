import type { Neighbour, Surroundings } from "@/lib/domain/attempts/surroundings";
import type { Phase } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { ClipPlayer } from "../viewer/clip-player";
import { Thumbnail } from "../viewer/thumbnail";
import { ToldPicture } from "./told-picture";

type SameOperationProps = {
  operation: Surroundings["operation"];
  frame: {
    readonly frameUrl: string;
    readonly frameVersion: string;
    /** Natural pixels. */
    readonly width: number;
    readonly height: number;
  };
  /** Of the frame. */
  phase: Phase;
};

/** The operation before and after a frame: frames that the reader answered, and the seconds that end at it. */
export function SameOperation({ operation, frame, phase }: SameOperationProps) {
  const { before, after, clipUrl } = operation;
  if (before.length + after.length === 0 && clipUrl === null) return null;
  return (
    <section aria-labelledby="operation" className="print:hidden">
      <h2 id="operation" className="font-semibold">{t`The same operation`}</h2>
      {before.length + after.length > 0 && (
        <>
          <p className="text-muted text-sm">{t`Frames of it that you have answered, in their order.`}</p>
          <ol className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(min(6.5rem,100%),1fr))] gap-x-2 gap-y-3 text-xs">
            {before.map((neighbour) => (
              <OfOperation key={neighbour.attemptId} neighbour={neighbour} />
            ))}
            <li aria-current="true">
              <Thumbnail
                frame={frame}
                width={128}
                className="h-auto w-full rounded-md outline-2 outline-reference outline-offset-2"
              />
              <p className="mt-1.5 font-medium">{t`${phase}, this frame`}</p>
            </li>
            {after.map((neighbour) => (
              <OfOperation key={neighbour.attemptId} neighbour={neighbour} />
            ))}
          </ol>
        </>
      )}
      {clipUrl !== null && (
        <div className="mt-3 max-w-md">
          <h3 className="font-medium text-sm">{t`The seconds before`}</h3>
          <ClipPlayer key={clipUrl} frame={frame} clipUrl={clipUrl} />
        </div>
      )}
    </section>
  );
}

function OfOperation({ neighbour }: { neighbour: Neighbour }) {
  const { phase, frame } = neighbour;
  return (
    <li>
      <ToldPicture
        frame={neighbour}
        width={128}
        alt={t`Frame ${frame}, which you answered: phase ${phase}. Look at your answer.`}
      />
      <p className="mt-1.5 text-muted">{t`${phase}, frame ${frame}`}</p>
    </li>
  );
}
