"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { z } from "zod";
import type { AnnotationBody } from "@/lib/domain/authoring/annotation";
import { ask } from "./request";

/** A pause in the work after which it is saved, and how long to wait before trying again. */
const PAUSE_MS = 700;
const AGAIN_MS = 4_000;

const savedSchema = z.object({ savedAt: z.string() });

export type SaveState =
  | { readonly state: "saved"; readonly at: string | null }
  | { readonly state: "unsaved" }
  /** Calot can't be reached: it is tried again. */
  | { readonly state: "waiting" }
  | { readonly state: "refused"; readonly problem: string };

/**
 * Keeps a draft on the server, a moment after each change. One request is under way at a time, so that an older
 * draft never comes after a newer one.
 *
 * @returns where it stands, and what saves at once; that gives whether all is saved
 */
export function useAutosave(
  caseId: string,
  kind: "reference" | "blind",
  body: AnnotationBody,
  savedAt: string | null,
): { readonly save: SaveState; readonly flush: () => Promise<boolean> } {
  const text = JSON.stringify(body);
  const [save, setSave] = useState<SaveState>({ state: "saved", at: savedAt });
  const saved = useRef(text);
  const running = useRef<Promise<boolean> | null>(null);

  const send = useEffectEvent(async (): Promise<boolean> => {
    const sent = text;
    if (sent === saved.current) return true;
    const answer = await ask(
      `/api/authoring/cases/${caseId}/draft`,
      { method: "PUT", body: { kind, ...(JSON.parse(sent) as AnnotationBody) } },
      savedSchema,
    );
    if ("value" in answer) {
      saved.current = sent;
      setSave({ state: "saved", at: answer.value.savedAt });
      return true;
    }
    setSave(answer.status === null ? { state: "waiting" } : { state: "refused", problem: answer.problem });
    return false;
  });
  const flushNow = useEffectEvent(async (): Promise<boolean> => {
    await running.current;
    running.current = send().finally(() => {
      running.current = null;
    });
    return running.current;
  });
  const [flush] = useState(() => ({ current: (): Promise<boolean> => Promise.resolve(false) }));
  useEffect(() => {
    flush.current = () => flushNow();
  }, [flush]);

  const dirty = text !== saved.current;
  const retrying = save.state === "waiting";
  useEffect(() => {
    if (text === saved.current) return;
    if (!retrying) setSave((before) => (before.state === "refused" ? before : { state: "unsaved" }));
    const timer = setTimeout(() => void flushNow(), retrying ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, retrying]);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);
  return { save, flush: () => flush.current() };
}
