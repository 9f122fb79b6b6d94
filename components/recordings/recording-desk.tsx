"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type Cut, newCut } from "@/lib/domain/recordings/cut";
import { lengthOf, type RememberedRecording } from "@/lib/domain/recordings/remembered";
import { PAPER_RATE, possibleRates } from "@/lib/domain/recordings/sampling";
import { plural, t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import { Button } from "../ui/button";
import { SelectField } from "../ui/select-field";
import { createStore, type Store } from "../viewer/store";
import { ChooseRecording } from "./choose-recording";
import { CuttingDesk } from "./cutting-desk";
import { changeDesk, type Desk, type DeskAction, newDesk } from "./desk-state";
import { holdRecording } from "./hold-recording";
import { recordingKey } from "./recording-key";
import { type RecordingReader, recordingReader } from "./recording-reader";
import { type RefusalWords, refusalWords } from "./refusal-words";
import { type RememberedRecordings, rememberedRecordings } from "./remembered-recordings";
import { newStrip, type Strip } from "./strip";
import type { Opened } from "./worker/messages";

type RecordingDeskProps = { userId: string; datasets: readonly string[]; timeZone: string };

/** A recording that was opened. */
type Open = {
  readonly key: string;
  readonly reader: RecordingReader;
  readonly opened: Opened;
  readonly release: () => void;
  readonly remembered: RememberedRecording | null;
};

type Work = { readonly store: Store<Desk, DeskAction>; readonly strip: Strip };

const never = (): (() => void) => () => {};

/** Why no recording can be read in this browser; null where one can. */
function missingWords(): string | null {
  if (typeof VideoDecoder !== "undefined" && typeof OffscreenCanvas !== "undefined") return null;
  return window.isSecureContext
    ? t`This browser can’t read recordings: it has no WebCodecs. A current Chrome, Edge, Firefox or Safari has.`
    : t`Browsers read recordings only where Calot is reached by https, or on the machine that it runs on. Ask whoever runs it for an https address.`;
}

/** From a recording to cases: chooses one, and cuts it. */
export function RecordingDesk({ userId, datasets, timeZone }: RecordingDeskProps) {
  const missing = useSyncExternalStore(never, missingWords, () => null);
  const memory = useRef<RememberedRecordings | null>(null);
  const [remembered, setRemembered] = useState<readonly RememberedRecording[]>([]);
  const [opening, setOpening] = useState(false);
  const [refusal, setRefusal] = useState<RefusalWords | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [kept, setKept] = useState(true);

  useEffect(() => {
    const known = rememberedRecordings(userId, Date.now);
    memory.current = known;
    void known.list().then(setRemembered);
    return () => known.close();
  }, [userId]);
  useEffect(
    () => () => {
      open?.reader.close();
      open?.release();
    },
    [open],
  );
  useEffect(() => () => work?.strip.close(), [work]);

  async function choose(file: File): Promise<void> {
    setOpening(true);
    setRefusal(null);
    const answer = await openFile(file, userId, memory.current);
    setOpening(false);
    if ("refusal" in answer) return setRefusal(answer.refusal);
    setOpen(answer.open);
    const before = answer.open.remembered;
    if (before) begin(before.cut, before.cursor);
  }
  const begin = (cut: Cut, cursor: number): void =>
    setWork({ store: createStore(changeDesk, newDesk(cut, cursor)), strip: newStrip() });

  const key = open?.key;
  const lengthUs = open ? lengthOf(open.opened.span) : 0;
  const save = useCallback(
    ({ cut, cursor }: Pick<RememberedRecording, "cut" | "cursor">): void => {
      if (!key || !memory.current) return;
      memory.current.save({ key, at: Date.now(), lengthUs, cursor, cut }).then(
        () => setKept(true),
        () => setKept(false),
      );
    },
    [key, lengthUs],
  );

  if (!open) {
    return (
      <ChooseRecording
        opening={opening}
        refusal={refusal}
        missing={missing}
        remembered={remembered}
        timeZone={timeZone}
        onFile={(file) => void choose(file)}
        onForget={(forgotten) => {
          void memory.current?.forget(forgotten);
          setRemembered(remembered.filter((each) => each.key !== forgotten));
        }}
      />
    );
  }
  if (!work) return <BeginStrip opened={open.opened} onBegin={(rate) => begin(newCut(rate), 0)} />;
  return (
    <CuttingDesk
      reader={open.reader}
      opened={open.opened}
      strip={work.strip}
      store={work.store}
      datasets={datasets}
      kept={kept}
      onSave={save}
      onSent={async () => memory.current?.forget(open.key)}
      onClose={() => {
        setOpen(null);
        setWork(null);
        void memory.current?.list().then(setRemembered);
      }}
    />
  );
}

async function openFile(
  file: File,
  userId: string,
  memory: RememberedRecordings | null,
): Promise<{ readonly open: Open } | { readonly refusal: RefusalWords }> {
  const reader = recordingReader();
  try {
    const answer = await reader.ask("open", { file });
    if ("refusal" in answer) {
      reader.close();
      return { refusal: refusalWords(answer.refusal, file.name) };
    }
    const key = await recordingKey(userId, file);
    const release = await holdRecording(key);
    if (!release) {
      reader.close();
      return {
        refusal: {
          problem: t`This recording is open in another tab. Go on there, or close it first.`,
          command: null,
        },
      };
    }
    const remembered = (await memory?.find(key)) ?? null;
    return { open: { key, reader, opened: answer.opened, release, remembered } };
  } catch {
    reader.close();
    return {
      refusal: {
        problem: t`${file.name} can’t be read. Load this page again and choose it once more.`,
        command: null,
      },
    };
  }
}

/** How often the recording is looked at: asked before the strip begins. */
function BeginStrip({ opened, onBegin }: { opened: Opened; onBegin: (rate: Cut["rate"]) => void }) {
  const rates = useMemo(() => possibleRates(opened.span), [opened]);
  const [rate, setRate] = useState<number>(rates.includes(PAPER_RATE) ? PAPER_RATE : rates.at(-1)!);
  return (
    <form
      className="max-w-md space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        onBegin(rate as Cut["rate"]);
      }}
    >
      <p>
        {t`The recording is open: ${formatClock(lengthOf(opened.span))}, ${opened.size.width} × ${opened.size.height}. It stays on this machine.`}
      </p>
      <SelectField
        label={t`A frame is taken every`}
        value={String(rate)}
        onChange={(event) => setRate(Number(event.currentTarget.value))}
      >
        {rates.map((each) => (
          <option key={each} value={each}>
            {each > 1
              ? t`half second`
              : each === PAPER_RATE
                ? t`5 seconds, as in ResGo`
                : t`${plural(1 / each, "second", "# seconds")}`}
          </option>
        ))}
      </SelectField>
      <Button type="submit" variant="primary" size="lg">{t`Begin`}</Button>
    </form>
  );
}
