"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { authoring } from "@/lib/contract/authoring";
import type { Body } from "@/lib/contract/route";
import type { AnnotationBody } from "@/lib/domain/authoring/annotation";
import { asDrawn } from "@/lib/domain/no-go/region";
import { call, type Failed } from "../client/call";
import { useLeaveWarning } from "../client/leave-warning";

/** A pause in the work after which it is saved, and how long to wait before trying again. */
const PAUSE_MS = 700;
const AGAIN_MS = 4_000;

export type SaveState =
  | { readonly state: "saved"; readonly at: string | null }
  | { readonly state: "unsaved" }
  /** It is tried again. The problem is null where Calot can't be reached. */
  | { readonly state: "waiting"; readonly problem: string | null }
  | {
      readonly state: "refused";
      readonly problem: string;
      /** What of the draft is wrong, where it is one part: `rationale.location`. */
      readonly field: string | null;
      /** The draft. */
      readonly text: string;
    };

/**
 * Keeps a draft on the server, a moment after each change. One request is under way at a time, so that an older
 * draft never comes after a newer one.
 *
 * @returns where it stands, and what saves at once: that tells why not all is saved, and null where it is
 */
export function useAutosave(
  caseId: string,
  kind: "reference" | "blind",
  body: AnnotationBody,
  savedAt: string | null,
): { readonly save: SaveState; readonly flush: () => Promise<SaveState | null> } {
  const text = useMemo(() => JSON.stringify({ kind, ...body, noGo: body.noGo.map(asDrawn) }), [kind, body]);
  const [save, setSave] = useState<SaveState>({ state: "saved", at: savedAt });
  const [saved, setSaved] = useState(text);
  const latest = useRef({ text, saved });
  useLayoutEffect(() => {
    latest.current = { text, saved };
  });
  const running = useRef<Promise<SaveState | null>>(Promise.resolve(null));

  const send = useCallback(async (): Promise<SaveState | null> => {
    const { text: sent, saved: before } = latest.current;
    if (sent === before) return null;
    const body = JSON.parse(sent) as Body<typeof authoring.saveDraft>;
    const answer = await call(authoring.saveDraft, { params: { id: caseId }, body });
    if ("problem" in answer) {
      const failed = failedState(answer, sent);
      setSave(failed);
      return failed;
    }
    latest.current = { ...latest.current, saved: sent };
    setSaved(sent);
    setSave(
      latest.current.text === sent ? { state: "saved", at: answer.value.savedAt } : { state: "unsaved" },
    );
    return null;
  }, [caseId]);
  const flush = useCallback((): Promise<SaveState | null> => {
    running.current = running.current.then(send);
    return running.current;
  }, [send]);

  useEffect(() => {
    // What was refused is not sent again; what is written after it is.
    if (text === saved || (save.state === "refused" && save.text === text)) return;
    if (save.state === "saved") setSave({ state: "unsaved" });
    const timer = setTimeout(() => void flush(), save.state === "waiting" ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, saved, save, flush]);
  useLeaveWarning(text !== saved);
  return { save, flush };
}

function failedState({ why, status, problem, field }: Failed, text: string): SaveState {
  if (why === "unreachable") return { state: "waiting", problem: status === null ? null : problem };
  return { state: "refused", problem: field?.problem ?? problem, field: field?.name ?? null, text };
}
