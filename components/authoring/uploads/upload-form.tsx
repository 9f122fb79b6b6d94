"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { rich } from "@/components/ui/rich";
import { ENCODINGS, encodingNames } from "@/lib/domain/uploads/encodings";
import { type NewUpload, newUploadSchema } from "@/lib/domain/uploads/new-upload";
import { plural, t } from "@/lib/language/t";
import { formatBytes } from "@/lib/words/figures";
import { useLeaveWarning } from "../../client/leave-warning";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { SelectField } from "../../ui/select-field";
import { type Chosen, contentOf, filesOf, fingerprintOf, nameOf, sortChosen } from "./chosen-files";
import { DropArea } from "./drop-area";
import { forgetId, rememberedId } from "./remembered-id";
import { sendUpload } from "./send-upload";
import { SendingBar } from "./sending-bar";
import { SourceFields, sourceOptions } from "./source-fields";
import { DatasetField, VideoFields } from "./where-fields";

type UploadFormProps = {
  /** The names of the datasets there are. */
  datasets: readonly string[];
  /** Whether this person may open a bundle to practice. */
  mayOpen: boolean;
};

type State =
  | { readonly step: "choosing"; readonly problem: string | null }
  | {
      readonly step: "sending";
      readonly received: number;
      readonly bytes: number;
      readonly waiting: boolean;
    };

/** Chooses files, says where they go, and sends them. */
export function UploadForm({ datasets, mayOpen }: UploadFormProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [state, setState] = useState<State>({ step: "choosing", problem: null });
  const stopping = useRef<AbortController | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  const sending = state.step === "sending";
  useLeaveWarning(sending);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!chosen || chosen.kind === "none" || sending) return;
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => String(fields.get(name) ?? "").trim();
    const content = contentOf(chosen);
    const source = await sourceOptions(fields);
    if ("problem" in source) return setState({ step: "choosing", problem: source.problem });
    const how =
      chosen.kind === "bundle"
        ? {
            ...{ kind: "bundle", open: fields.get("open") === "on", encoding: text("encoding") || null },
            ...source,
          }
        : {
            kind: "frames",
            video: text("video"),
            split: text("split") || null,
            firstNumber: text("first") === "" ? null : Number(text("first")),
          };
    const rest = { datasetName: text("dataset"), fileName: nameOf(chosen), bytes: content.size, ...how };
    const id = rememberedId(JSON.stringify([rest, fingerprintOf(chosen)]));
    const parsed = newUploadSchema.safeParse({ id, ...rest });
    if (!parsed.success) {
      const problem = parsed.error.issues[0]?.message ?? t`Something in the form is not right.`;
      return setState({ step: "choosing", problem });
    }
    await send(parsed.data, content, filesOf(chosen));
  }

  async function send(upload: NewUpload, content: Blob, files: readonly File[]): Promise<void> {
    const controller = new AbortController();
    stopping.current = controller;
    const progress = { received: 0, waiting: false };
    const show = (change: Partial<typeof progress>): void => {
      Object.assign(progress, change);
      setState({ step: "sending", bytes: content.size, ...progress });
    };
    show({});
    const problem = await sendUpload(upload, content, {
      files,
      signal: controller.signal,
      onProgress: (received) => show({ received }),
      onWaiting: (waiting) => show({ waiting }),
    });
    if (problem === null) {
      forgetId(upload.id);
      router.push(`/authoring/uploads/${upload.id}`);
    } else {
      if (!controller.signal.aborted) forgetId(upload.id);
      setState({ step: "choosing", problem });
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="max-w-3xl space-y-6">
      <DropArea
        disabled={sending}
        words={t`Drop frames here, a folder of them, or a zipped ResGo bundle or public set.`}
        label={t`Choose files`}
        accept=".zip,.jpg,.jpeg,.png,.webp,.avif,.tif,.tiff"
        multiple
        onFiles={(files, unreadFolders) => {
          const sorted = sortChosen(files, unreadFolders);
          setChosen(sorted);
          setState({ step: "choosing", problem: sorted.kind === "none" ? sorted.problem : null });
        }}
      >
        {chosen && chosen.kind !== "none" && <ChosenLine chosen={chosen} />}
      </DropArea>
      {chosen && chosen.kind !== "none" && (
        <fieldset disabled={sending} className="grid max-w-xl gap-4 sm:grid-cols-2">
          <legend className="sr-only">{t`Where it goes`}</legend>
          <DatasetField datasets={datasets} />
          {chosen.kind === "frames" ? <FramesFields /> : <BundleFields mayOpen={mayOpen} />}
        </fieldset>
      )}
      <div role="alert">
        {state.step === "choosing" && state.problem && (
          <p className="border-danger border-l-2 pl-3 text-danger text-sm">{state.problem}</p>
        )}
      </div>
      {state.step === "sending" && <SendingBar {...state} />}
      {chosen && chosen.kind !== "none" && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" size="lg" busy={sending}>
            <UploadIcon aria-hidden /> {sending ? t`Uploading …` : t`Upload`}
          </Button>
          {sending && <Button size="lg" onClick={() => stopping.current?.abort()}>{t`Stop`}</Button>}
        </div>
      )}
    </form>
  );
}

function ChosenLine({ chosen }: { chosen: Exclude<Chosen, { kind: "none" }> }) {
  if (chosen.kind === "bundle") {
    return rich`Bundle ${<strong className="break-all font-semibold">{chosen.file.name}</strong>}, ${formatBytes(chosen.file.size)}.`;
  }
  const bytes = chosen.files.reduce((sum, { size }) => sum + size, 0);
  const pictures = (
    <strong className="font-semibold">{t`${plural(chosen.files.length, "# picture", "# pictures")}`}</strong>
  );
  return chosen.leftOut > 0
    ? rich`${pictures}, ${formatBytes(bytes)}; ${plural(chosen.leftOut, "# other file left out", "# other files left out")}.`
    : rich`${pictures}, ${formatBytes(bytes)}.`;
}

function FramesFields() {
  return (
    <>
      <VideoFields />
      <Field
        label={t`Number of the first frame (empty: the names say)`}
        name="first"
        inputMode="numeric"
        autoComplete="off"
        className="sm:col-span-2"
      />
    </>
  );
}

function BundleFields({ mayOpen }: { mayOpen: boolean }) {
  return (
    <>
      <SelectField label={t`Its CSV files and names are`} name="encoding" className="sm:col-span-2">
        <option value="">{t`Unicode (others are refused)`}</option>
        {ENCODINGS.map((encoding) => (
          <option key={encoding} value={encoding}>
            {encodingNames[encoding]}
          </option>
        ))}
      </SelectField>
      <SourceFields />
      {mayOpen ? (
        <label className="flex min-h-9 cursor-pointer items-center gap-3 sm:col-span-2">
          <input type="checkbox" name="open" className="size-5 accent-accent" />
          {t`Open what is complete to practice at once`}
        </label>
      ) : (
        <p className="text-muted text-sm sm:col-span-2">{t`It is held back from practice until a director opens the dataset to practice.`}</p>
      )}
    </>
  );
}
