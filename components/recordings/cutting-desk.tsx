"use client";

import { Pause, Play, Redo2, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { type CutAction, outsideIn } from "@/lib/domain/recordings/cut";
import type { RememberedRecording } from "@/lib/domain/recordings/remembered";
import { plural, t } from "@/lib/language/t";
import { formatClock } from "@/lib/words/clock";
import { formatCount } from "@/lib/words/figures";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { useStageKeys } from "../viewer/stage-keys";
import { type Store, useStore } from "../viewer/store";
import { CoverList } from "./cover-list";
import { chosenOf, type Desk, type DeskAction } from "./desk-state";
import { Film } from "./film";
import { PictureNow } from "./picture-now";
import { RecordingKeys } from "./recording-keys";
import type { RecordingReader } from "./recording-reader";
import { unreadableWords } from "./refusal-words";
import { sampleWords } from "./sample-words";
import { SendRecording } from "./send-recording";
import type { Strip } from "./strip";
import { Timeline } from "./timeline";
import { SPEEDS, usePlay } from "./use-play";
import { type FillingControls, useFilling } from "./use-recording";
import type { Opened } from "./worker/messages";

type CuttingDeskProps = {
  reader: RecordingReader;
  opened: Opened;
  strip: Strip;
  store: Store<Desk, DeskAction>;
  datasets: readonly string[];
  /** Whether what is decided is kept on this machine. */
  kept: boolean;
  onSave: (state: Pick<RememberedRecording, "cut" | "cursor">) => void;
  onSent: () => Promise<void>;
  /** Another recording is to be chosen. */
  onClose: () => void;
};

/** What is decided is kept once nothing was done for so long. */
const SAVE_MS = 400;

/** A recording that is open: its strip, what is kept of it, its phases, and the sending. */
export function CuttingDesk(props: CuttingDeskProps) {
  const { reader, opened, strip, store, datasets, kept, onSave, onSent, onClose } = props;
  const cut = useStore(store, (desk) => desk.cut);
  const cursor = useStore(store, (desk) => desk.cursor);
  const anchor = useStore(store, (desk) => desk.anchor);
  const mayUndo = useStore(store, (desk) => desk.past.length > 0);
  const mayRedo = useStore(store, (desk) => desk.future.length > 0);
  const filling = useFilling(reader, opened, cut.rate, strip);
  const { samples, count } = filling;
  const columns = useRef(1);
  const [drawing, setDrawing] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [asked, setAsked] = useState<number | null>(null);
  const [sending, setSending] = useState(false);
  const chosen = chosenOf({ cursor, anchor });
  const sample = samples[cursor] ?? null;
  const clockAt = (index: number): string => formatClock(samples[index]?.timeUs ?? 0);
  const words = sample ? sampleWords(cut, cursor, sample) : t`No frame yet.`;

  const go = (to: number, extend: boolean): void =>
    store.dispatch({ type: "go", to: Math.min(Math.max(0, samples.length - 1), to), extend });
  const play = usePlay(cursor < samples.length - 1, () => go(store.get().cursor + 1, false));
  const change = (action: CutAction): void => {
    if (!sending) store.dispatch({ type: "cut", change: action });
  };
  const marks = samples.map(({ mark }) => mark);
  const keep = (outsideToo: boolean): void => {
    change({ type: "keep", stretch: chosen, marks, outsideToo });
    const outside = outsideIn(cut, chosen, marks);
    if (!outsideToo && outside > 0 && !sending) setAsked(outside);
  };
  const tell = (phase: Phase | null): void => change({ type: "phase", stretch: chosen, phase });

  useEffect(() => {
    const save = (): void => onSave({ cut, cursor });
    const timer = setTimeout(save, SAVE_MS);
    // The tab is closed, or the page loaded anew, before that.
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [cut, cursor, onSave]);

  const onKey = (name: string): boolean => {
    const bare = name.replace("Shift+", "");
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns.current, ArrowDown: columns.current }[
      bare
    ];
    if (step !== undefined) play.stop();
    if (step !== undefined) go(cursor + step, name !== bare);
    else if (bare === "Home" || bare === "End") go(bare === "Home" ? 0 : samples.length - 1, name !== bare);
    else if (name === " ") play.toggle();
    else if (name === "k") keep(false);
    else if (name === "x") change({ type: "drop", stretch: chosen });
    else if (name === "r") change({ type: "undecide", stretch: chosen });
    else if (name === "s") change({ type: "first", sample: cursor });
    else if (name === "e") change({ type: "last", sample: cursor });
    else if (name === "0") tell(null);
    else if (/^[abcd]$/.test(name)) tell(name.toUpperCase() as Phase);
    else if (name === "z" || name === "Mod+z") sending || store.dispatch({ type: "undo" });
    else if (name === "Shift+z" || name === "Mod+Shift+z") sending || store.dispatch({ type: "redo" });
    else if (name === "Escape" && (drawing || anchor !== null)) {
      setDrawing(false);
      go(cursor, false);
    } else return false;
    return true;
  };
  useStageKeys(onKey);

  return (
    <div className="space-y-8">
      <StripState
        filling={filling}
        opened={opened}
        kept={kept}
        onClose={
          sending
            ? null
            : () => {
                onSave({ cut, cursor });
                onClose();
              }
        }
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <PictureNow
            reader={reader}
            sample={sample}
            size={opened.size}
            covers={cut.covers}
            onCover={drawing && !sending ? (box) => change({ type: "cover", box }) : null}
            playing={play.playing}
            words={words}
          />
          <Timeline samples={samples} count={count} cut={cut} cursor={cursor} onGo={(at) => go(at, false)} />
          <div className="flex flex-wrap items-center gap-2">
            <Button onClick={play.toggle} disabled={cursor >= samples.length - 1 && !play.playing}>
              {play.playing ? <Pause aria-hidden /> : <Play aria-hidden />}
              {play.playing ? t`Stop` : t`Play`} <Kbd>{t`Space`}</Kbd>
            </Button>
            <p role={play.playing ? undefined : "status"} className="min-w-0 text-sm">
              {chosen.from === chosen.to
                ? words
                : t`${plural(chosen.to - chosen.from + 1, "# frame", "# frames")} chosen, ${clockAt(chosen.from)} to ${clockAt(chosen.to)}.`}
            </p>
          </div>
        </div>
        <fieldset disabled={sending} className="min-w-0 space-y-5">
          <legend className="sr-only">{t`What is chosen`}</legend>
          <div className="grid grid-cols-2 gap-2">
            <Button onClick={() => keep(false)}>
              {t`Keep`} <Kbd>K</Kbd>
            </Button>
            <Button onClick={() => change({ type: "drop", stretch: chosen })}>
              {t`Leave out`} <Kbd>X</Kbd>
            </Button>
            <Button variant="quiet" onClick={() => change({ type: "undecide", stretch: chosen })}>
              {t`As the rule says`} <Kbd>R</Kbd>
            </Button>
            <Button variant="quiet" aria-pressed={choosing} onClick={() => setChoosing(!choosing)}>
              {choosing ? t`End the range` : t`Choose a range`}
            </Button>
          </div>
          <div>
            <h2 className="font-semibold text-lg">{t`Phase from here on`}</h2>
            <div className="mt-2 grid gap-1.5">
              {PHASES.map((phase) => (
                <Button key={phase} className="justify-start! text-left" onClick={() => tell(phase)}>
                  <Kbd>{phase}</Kbd> <span className="pointer-fine:sr-only">{phase}</span> {phaseNames[phase]}
                </Button>
              ))}
              <Button variant="quiet" className="justify-start!" onClick={() => tell(null)}>
                <Kbd>0</Kbd> {t`No phase`}
              </Button>
            </div>
          </div>
          <div>
            <h2 className="font-semibold text-lg">{t`The clip`}</h2>
            <div className="mt-2 grid grid-cols-2 gap-2">
              <Button onClick={() => change({ type: "first", sample: cursor })}>
                {t`Starts here`} <Kbd>S</Kbd>
              </Button>
              <Button onClick={() => change({ type: "last", sample: cursor })}>
                {t`Ends here`} <Kbd>E</Kbd>
              </Button>
            </div>
            <p className="mt-2 text-muted text-sm">
              {cut.last === null
                ? t`From ${clockAt(cut.first ?? 0)} to the end. Nothing before it is sent.`
                : t`From ${clockAt(cut.first ?? 0)} to ${clockAt(cut.last)}. Nothing before or after it is sent.`}
            </p>
            {(cut.first !== null || cut.last !== null) && (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  change({ type: "first", sample: null });
                  change({ type: "last", sample: null });
                }}
              >{t`The whole recording`}</Button>
            )}
          </div>
          <div className="flex gap-2">
            <Button size="sm" disabled={!mayUndo} onClick={() => store.dispatch({ type: "undo" })}>
              <Undo2 aria-hidden /> {t`Undo`} <Kbd>Z</Kbd>
            </Button>
            <Button size="sm" disabled={!mayRedo} onClick={() => store.dispatch({ type: "redo" })}>
              <Redo2 aria-hidden /> {t`Redo`}
            </Button>
          </div>
        </fieldset>
      </div>
      <section aria-label={t`Filmstrip`} className="space-y-2">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <p className="text-muted text-sm">
            {t`Frames without a tick are left out: outside the body, black, blurred, or as the one before. Drag over frames, or hold Shift, to choose several.`}
          </p>
          <Choice
            label={t`Plays`}
            value={String(play.speed)}
            onChange={(value) => play.setSpeed(Number(value))}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>{t`${speed} frames a second`}</option>
            ))}
          </Choice>
        </div>
        <Film
          samples={samples}
          count={count}
          cut={cut}
          cursor={cursor}
          chosen={chosen}
          size={opened.size}
          onGo={(index, extend) => {
            play.stop();
            go(index, extend || choosing);
          }}
          onColumns={(value) => {
            columns.current = value;
          }}
          onKey={onKey}
        />
        <RecordingKeys />
      </section>
      <CoverList
        covers={cut.covers}
        size={opened.size}
        drawing={drawing}
        onDrawing={setDrawing}
        onCover={(box) => change({ type: "cover", box })}
        onUncover={(index) => change({ type: "uncover", index })}
      />
      <SendRecording
        reader={reader}
        samples={samples}
        cut={cut}
        missing={cut.last === null || cut.last >= samples.length ? count - samples.length : 0}
        datasets={datasets}
        onSending={(on) => {
          setSending(on);
          play.stop();
          if (on) filling.pause();
        }}
        onSent={onSent}
      />
      <Dialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={t`Keep what looks as if outside the body?`}
        description={
          asked !== null &&
          t`${plural(asked, "# of the chosen frames looks", "# of the chosen frames look")} as if taken outside the body: people, papers or screens may be seen there. The others are kept.`
        }
        footer={
          <>
            <Button onClick={() => setAsked(null)}>{t`Leave out`}</Button>
            <Button
              variant="danger"
              onClick={() => {
                keep(true);
                setAsked(null);
              }}
            >{t`Keep all the same`}</Button>
          </>
        }
      />
    </div>
  );
}

type StripStateProps = {
  filling: FillingControls;
  opened: Opened;
  kept: boolean;
  onClose: (() => void) | null;
};

/** How far the strip is filled, and what there is to know of the recording. */
function StripState({ filling, opened, kept, onClose }: StripStateProps) {
  const { state, samples, count, brokenUs, unreadable, pause, goOn } = filling;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <progress
          className="h-2 w-full max-w-xl accent-accent"
          aria-label={t`Strip`}
          max={Math.max(1, count)}
          value={samples.length}
        />
        {state === "running" && <Button size="sm" onClick={pause}>{t`Pause`}</Button>}
        {(state === "paused" || state === "failed") && <Button size="sm" onClick={goOn}>{t`Go on`}</Button>}
        {onClose && <Button size="sm" variant="quiet" onClick={onClose}>{t`Close the recording`}</Button>}
      </div>
      <p role="status" className="text-muted text-sm">
        {state === "done"
          ? t`${plural(samples.length, "# frame", "# frames")} of ${formatClock(opened.span.endUs - opened.span.startUs)}, ${opened.size.width} × ${opened.size.height}.`
          : t`${formatCount(samples.length)} of ${formatCount(count)} frames of ${formatClock(opened.span.endUs - opened.span.startUs)} are there. You can begin.`}{" "}
        {opened.hasSound && t`Its sound is never read.`}
      </p>
      <div role="alert" className="space-y-2">
        {(opened.saidUs !== null || brokenUs !== null) && (
          <p className="border-caution border-l-2 pl-3 text-sm">
            {t`The recording is cut off: it can be read up to ${formatClock(brokenUs ?? opened.span.endUs)}. What is before that can be used.`}
          </p>
        )}
        {state === "failed" && (
          <p className="border-danger border-l-2 pl-3 text-danger text-sm">
            {unreadable ? unreadableWords : t`The pictures of the recording can’t be decoded from here on.`}
          </p>
        )}
        {!kept && (
          <p className="border-caution border-l-2 pl-3 text-sm">
            {t`This browser keeps nothing for this page: send the frames before you leave it.`}
          </p>
        )}
      </div>
    </div>
  );
}
