"use client";

import { useRouter } from "next/navigation";
import { useId, useMemo, useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import { type AnnotationBody, missingParts } from "@/lib/domain/authoring/annotation";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { leavesTexts } from "@/lib/domain/disputes/stale-texts";
import { phaseSchema } from "@/lib/domain/phase-schema";
import type { Phase } from "@/lib/domain/phases";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { call } from "../client/call";
import { StaleTextsDialog } from "../disputes/stale-texts-dialog";
import { type DrawnPart, DrawnPartSwitch } from "../no-go/drawn-part";
import { refusedRegion } from "../no-go/refused-region";
import { RegionAnnouncer } from "../no-go/region-announcer";
import { RegionCanvas } from "../no-go/region-canvas";
import { RegionTools } from "../no-go/region-tools";
import { createRegionsStore } from "../no-go/store";
import { Button } from "../ui/button";
import { ZoneAnnouncer } from "../viewer/draw/zone-announcer";
import { NoGoMarks } from "../viewer/no-go-marks";
import { useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { useStore } from "../viewer/store";
import { CaseFrame } from "./case-frame";
import { CaseTop } from "./case-top";
import { PhaseField } from "./phase-field";
import { SaveLine } from "./save-line";
import { SecondsBefore } from "./seconds-before";
import { TextsField } from "./texts-field";
import { useAutosave } from "./use-autosave";
import { Verdicts } from "./verdicts";
import { createZonesStore } from "./zones/store";
import { ZoneTools } from "./zones/zone-tools";
import { StillZones, ZonesCanvas } from "./zones/zones-canvas";

type EditorProps = {
  view: AuthoringCase;
  draft: AnnotationBody;
  kind: "reference" | "blind";
  timeZone: string;
};

/** Draws and writes a reference, or reads a frame blind: then the zone and the phase are enough. */
export function Editor({ view, draft, kind, timeZone }: EditorProps) {
  const router = useRouter();
  const [store] = useState(() => createZonesStore(view, draft.boxes));
  const boxes = useStore(store, (zones) => zones.boxes);
  const [regions] = useState(() => createRegionsStore(view, draft.noGo));
  const noGo = useStore(regions, (state) => state.regions);
  const [part, setPart] = useState<DrawnPart>("go");
  const [phase, setPhase] = useState<Phase | null>(draft.phase);
  const [texts, setTexts] = useState(draft.rationale);
  const body = useMemo<AnnotationBody>(
    () => ({
      phase,
      boxes: boxes.map(([x1, y1, x2, y2]) => [x1, y1, x2, y2]),
      noGo,
      rationale: texts,
    }),
    [phase, boxes, noGo, texts],
  );
  const { save, flush } = useAutosave(view.id, kind, body, view.savedAt);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asks, setAsks] = useState(false);
  const instructions = useId();
  const missing = missingParts(body, kind);

  useStageKeys((name) => {
    const chosen = phaseSchema.safeParse(name.toUpperCase());
    if (!chosen.success) return false;
    setPhase(chosen.data);
    return true;
  });

  const before = view.current?.body ?? view.versions[0]?.body ?? null;
  async function submit(sure = false): Promise<void> {
    setAsks(false);
    if (missing.length > 0) return setProblem(t`Still missing: ${inList(missing, ",")}.`);
    if (!sure && kind === "reference" && before && leavesTexts(before, body)) return setAsks(true);
    setBusy(true);
    setProblem(null);
    const unsaved = await flush();
    if (unsaved) {
      setBusy(false);
      return setProblem(
        unsaved.state === "refused"
          ? t`Your draft is not saved: ${unsaved.problem}`
          : t`Your draft is not saved yet. Try again in a moment.`,
      );
    }
    const answer = await call(authoring.submit, { params: { id: view.id }, body: { kind } });
    if ("value" in answer) return router.refresh();
    setBusy(false);
    setProblem(answer.problem);
  }

  const blind = kind === "blind";
  const drawsRegions = !blind || view.dataset.blindNoGo;
  const refused = save.state === "refused" ? save : null;
  return (
    <StageLayout
      top={<CaseTop view={view} />}
      frame={
        <CaseFrame view={view}>
          {part === "go" ? (
            <>
              <NoGoMarks regions={noGo} />
              <ZonesCanvas store={store} describedBy={instructions} />
            </>
          ) : (
            <>
              <StillZones boxes={boxes} />
              <RegionCanvas store={regions} describedBy={instructions} />
            </>
          )}
        </CaseFrame>
      }
      panel={
        <div className="space-y-5">
          <div>
            <h1 className="font-semibold text-lg">{blind ? t`Read it blind first` : t`Annotate`}</h1>
            {blind && (
              <p className="mt-1 text-pretty text-muted text-sm">
                {drawsRegions
                  ? t`Draw the Go Zone and what must not be touched, and choose the phase as you see them. Then you are shown the annotation, and how far the two agree.`
                  : t`Draw the Go Zone and choose the phase as you see them. Then you are shown the annotation, and how far the two agree.`}
              </p>
            )}
            {!blind && view.drafting.length > 0 && (
              <p className="mt-1 text-pretty text-muted text-sm">{t`${inList(view.drafting, ",")} ${plural(view.drafting.length, "has a draft of it too.", "have a draft of it too.")}`}</p>
            )}
          </div>
          {!blind && view.current && <Verdicts verdicts={view.current.verdicts} timeZone={timeZone} />}
          <SecondsBefore view={view} />
          <PhaseField phase={phase} onChoose={setPhase} />
          {drawsRegions && (
            <DrawnPartSwitch
              part={part}
              onChange={setPart}
              reader="you"
              zones={boxes.length}
              regions={noGo.length}
            />
          )}
          {part === "go" ? (
            <ZoneTools store={store} describedBy={instructions} />
          ) : (
            <RegionTools store={regions} describedBy={instructions} refused={refusedRegion(refused)} />
          )}
          {!blind && <TextsField texts={texts} onChange={setTexts} refused={refused} />}
          {asks && <StaleTextsDialog onBack={() => setAsks(false)} onGoOn={() => void submit(true)} />}
          <ZoneAnnouncer drawing={store.drawing} />
          <RegionAnnouncer store={regions} />
        </div>
      }
      footer={
        <div className="px-4 py-3">
          <div role="alert">{problem && <p className="mb-2 text-danger text-sm">{problem}</p>}</div>
          <div className="flex flex-wrap items-center gap-3">
            <Button variant="primary" size="lg" className="flex-1" busy={busy} onClick={() => void submit()}>
              {blind ? t`Submit reading` : t`Submit for checking`}
            </Button>
            <SaveLine save={save} timeZone={timeZone} />
          </div>
        </div>
      }
    />
  );
}
