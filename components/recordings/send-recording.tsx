"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Cut } from "@/lib/domain/recordings/cut";
import { newUploadSchema } from "@/lib/domain/uploads/new-upload";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { forgetId, rememberedId } from "../authoring/uploads/remembered-id";
import { sendUpload } from "../authoring/uploads/send-upload";
import { SendingBar } from "../authoring/uploads/sending-bar";
import { DatasetField, VideoFields } from "../authoring/uploads/where-fields";
import { useLeaveWarning } from "../client/leave-warning";
import { Button } from "../ui/button";
import { type RecordingReader, UnreadableRecording } from "./recording-reader";
import { unreadableWords } from "./refusal-words";
import type { StripSample } from "./strip";
import { contentOf, keptFrames } from "./to-send";
import type { Made } from "./worker/messages";

type SendRecordingProps = {
  reader: RecordingReader;
  samples: readonly StripSample[];
  cut: Cut;
  /** Samples that the strip doesn't have yet. */
  missing: number;
  datasets: readonly string[];
  /** The decisions stay as they are while it is being sent. */
  onSending: (sending: boolean) => void;
  /** It has arrived. */
  onSent: () => Promise<void>;
};

type State =
  | { readonly step: "asking"; readonly problem: string | null }
  | { readonly step: "making"; readonly made: number; readonly of: number }
  | {
      readonly step: "sending";
      readonly received: number;
      readonly bytes: number;
      readonly waiting: boolean;
    };

const NOT_MADE = t`Some of the kept frames can’t be read from the recording again. Leave them out, or load this page again and choose the recording once more.`;

/** Says where the kept frames go, makes them and their clips, and sends them. */
export function SendRecording(props: SendRecordingProps) {
  const { reader, samples, cut, missing, datasets, onSending, onSent } = props;
  const router = useRouter();
  const [state, setState] = useState<State>({ step: "asking", problem: null });
  const stopping = useRef<AbortController | null>(null);
  const frames = keptFrames(cut, samples);
  const phaseless = frames.filter(({ phase }) => phase === null).length;
  const busy = state.step !== "asking";
  useEffect(() => () => stopping.current?.abort(), []);
  useLeaveWarning(busy);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy || frames.length === 0) return;
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => String(fields.get(name) ?? "").trim();
    const where = {
      kind: "recording",
      datasetName: text("dataset"),
      fileName: text("video"),
      video: text("video"),
      split: text("split") || null,
      rate: cut.rate,
    };
    // What is filled in is looked at before minutes of work, with an id and a size that any upload may have.
    const looked = newUploadSchema.safeParse({ ...where, id: crypto.randomUUID(), bytes: 1 });
    if (!looked.success)
      return refuse(looked.error.issues[0]?.message ?? t`Something in the form is not right.`);
    const controller = new AbortController();
    stopping.current = controller;
    onSending(true);
    try {
      const problem = await makeAndSend(where, controller.signal);
      if (problem) refuse(problem);
    } finally {
      onSending(false);
    }
  }

  const refuse = (problem: string): void => setState({ step: "asking", problem });

  async function makeAndSend(where: object, signal: AbortSignal): Promise<string | null> {
    const made = new Map<number, Made>();
    setState({ step: "making", made: 0, of: frames.length });
    try {
      const fromUs = samples[cut.first ?? 0]?.timeUs ?? 0;
      const given = {
        frames: frames.map(({ index, timeUs }) => ({ index, timeUs })),
        covers: cut.covers,
        fromUs,
      };
      await reader.ask("make", given, {
        signal,
        onStep: (one) => {
          made.set(one.index, one);
          setState({ step: "making", made: made.size, of: frames.length });
        },
      });
    } catch (error) {
      return error instanceof UnreadableRecording ? unreadableWords : NOT_MADE;
    }
    if (signal.aborted) return t`It was stopped. What was decided is kept.`;
    const content = contentOf(frames, made);
    const rest = { ...where, bytes: content.size };
    // The same frames made again are the same bytes, mostly: then it goes on where it stopped.
    const digests = frames.map(({ index }) => made.get(index)?.digest);
    const upload = newUploadSchema.parse({ id: rememberedId(JSON.stringify([rest, digests])), ...rest });
    const progress = { received: 0, waiting: false };
    const show = (change: Partial<typeof progress>): void => {
      Object.assign(progress, change);
      setState({ step: "sending", bytes: content.size, ...progress });
    };
    show({});
    const problem = await sendUpload(upload, content, {
      files: [],
      signal,
      onProgress: (received) => show({ received }),
      onWaiting: (waiting) => show({ waiting }),
    });
    if (problem === null) {
      forgetId(upload.id);
      await onSent();
      router.push(`/authoring/uploads/${upload.id}`);
      return null;
    }
    if (signal.aborted)
      return t`It was stopped. What was decided is kept; sending it again goes on where it stopped.`;
    forgetId(upload.id);
    return problem;
  }

  return (
    <section aria-labelledby="send">
      <h2 id="send" className="font-semibold text-lg">{t`Send the kept frames`}</h2>
      <p className="mt-1 max-w-prose text-muted">
        {t`${plural(frames.length, "# frame is kept", "# frames are kept")} of ${formatCount(samples.length)}. Each becomes a case to be annotated, with its time, its phase and the ten seconds before it.`}{" "}
        {phaseless > 0 &&
          frames.length > 0 &&
          t`${plural(phaseless, "# of them has no phase yet: whoever annotates it names it.", "# of them have no phase yet: whoever annotates them names it.")}`}{" "}
        {missing > 0 && t`The strip is not filled to its end: what comes later is not sent.`}
      </p>
      <form onSubmit={(event) => void submit(event)} noValidate className="mt-4 max-w-3xl space-y-6">
        <fieldset disabled={busy} className="grid max-w-xl gap-4 sm:grid-cols-2">
          <legend className="sr-only">{t`Where it goes`}</legend>
          <DatasetField datasets={datasets} />
          <VideoFields />
        </fieldset>
        <div role="alert">
          {state.step === "asking" && state.problem && (
            <p className="border-danger border-l-2 pl-3 text-danger text-sm">{state.problem}</p>
          )}
        </div>
        {state.step === "making" && (
          <div className="max-w-xl">
            <progress
              className="h-2 w-full accent-accent"
              aria-label={t`Made`}
              max={state.of}
              value={state.made}
            />
            <p role="status" className="mt-1 text-muted text-sm">
              {t`${formatCount(state.made)} of ${formatCount(state.of)} frames and their clips are made. Keep this page open.`}
            </p>
          </div>
        )}
        {state.step === "sending" && <SendingBar {...state} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" size="lg" busy={busy} disabled={frames.length === 0}>
            <UploadIcon aria-hidden />{" "}
            {state.step === "making" ? t`Making …` : state.step === "sending" ? t`Sending …` : t`Send`}
          </Button>
          {busy && <Button size="lg" onClick={() => stopping.current?.abort()}>{t`Stop`}</Button>}
        </div>
      </form>
    </section>
  );
}
