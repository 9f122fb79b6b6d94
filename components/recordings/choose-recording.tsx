"use client";

import type { RememberedRecording } from "@/lib/domain/recordings/remembered";
import { plural, t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import { formatMoment } from "@/lib/words/dates";
import { DropArea } from "../authoring/uploads/drop-area";
import { CopyButton } from "../people/copy-button";
import { Button } from "../ui/button";
import type { RefusalWords } from "./refusal-words";

type ChooseRecordingProps = {
  opening: boolean;
  refusal: RefusalWords | null;
  /** Why no recording can be read in this browser; null where one can. */
  missing: string | null;
  remembered: readonly RememberedRecording[];
  timeZone: string;
  onFile: (file: File) => void;
  onForget: (key: string) => void;
};

/** Chooses a recording, new or one that was begun. */
export function ChooseRecording(props: ChooseRecordingProps) {
  const { opening, refusal, missing, remembered, timeZone, onFile, onForget } = props;
  return (
    <div className="max-w-3xl space-y-6">
      <DropArea
        disabled={opening || missing !== null}
        words={t`Drop a recording here: MP4, MOV, MKV or WebM, of any length.`}
        label={t`Choose a recording`}
        accept="video/*,.mp4,.m4v,.mov,.mkv,.webm"
        onFiles={([file]) => file && onFile(file)}
      >
        {opening && t`Opening the recording …`}
      </DropArea>
      <p className="max-w-prose text-muted">
        {t`The recording stays on this machine: it is read from its disk and never uploaded. Only the frames that you keep and the ten seconds before each of them are sent, without its name, its sound or anything else of it.`}
      </p>
      <div role="alert" className="space-y-3">
        {missing && <p className="border-danger border-l-2 pl-3 text-danger text-sm">{missing}</p>}
        {refusal && (
          <>
            <p className="border-danger border-l-2 pl-3 text-danger text-sm">{refusal.problem}</p>
            {refusal.command && <Command text={refusal.command} />}
          </>
        )}
      </div>
      {remembered.length > 0 && (
        <section aria-labelledby="begun">
          <h2 id="begun" className="font-semibold text-lg">{t`Begun on this machine`}</h2>
          <p className="mt-1 text-muted">{t`Choose the same recording to go on. What was decided is kept here, and no picture of it.`}</p>
          <ul className="mt-3 divide-y divide-line border-line border-y">
            {remembered.map(({ key, lengthUs, at, cut }) => (
              <li key={key} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
                <span>
                  {t`A recording of ${formatClock(lengthUs)}, last worked on ${formatMoment(new Date(at).toISOString(), timeZone)}.`}{" "}
                  <span className="text-muted">
                    {t`${plural(Object.keys(cut.decided).length, "# frame decided", "# frames decided")}, ${plural(cut.phases.length, "# border of phases", "# borders of phases")}.`}
                  </span>
                </span>
                <Button size="sm" onClick={() => onForget(key)}>{t`Discard`}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** A line to be copied into a terminal. */
function Command({ text }: { text: string }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <code className="min-w-0 break-words rounded-md border border-line bg-sunken px-3 py-2 text-sm">
        {text}
      </code>
      <CopyButton label={t`Copy`} text={() => text} />
    </div>
  );
}
