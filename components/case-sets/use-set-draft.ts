"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { SetFields } from "@/lib/domain/case-sets/case-set";
import type { CaseSetDetail, SetItem } from "@/lib/domain/case-sets/views";
import { saveSet } from "../library/api";

/** What the builder changes: the set's fields, and its cases in their order. */
export type SetDraft = Pick<CaseSetDetail, "name" | "description" | "purpose" | "shared"> & {
  readonly items: readonly SetItem[];
  readonly apartFrom: string | null;
};

/**
 * stored: nothing waits. saving: on its way. refused: the server says why not; the next change tries again.
 * overtaken: somebody else was first. unreachable: tried again by itself.
 */
export type SaveState = {
  readonly state: "stored" | "saving" | "refused" | "overtaken" | "unreachable";
  readonly problem: string | null;
};

const SAVING: SaveState = { state: "saving", problem: null };

/** How long after the last change it is stored. */
const PAUSE_MS = 500;
const RETRY_MS = 4000;

export function fieldsOf({ items, name, ...draft }: SetDraft): SetFields {
  return { ...draft, name: name.trim(), caseIds: items.map(({ id }) => id) };
}

const draftOf = (set: CaseSetDetail): SetDraft => ({
  name: set.name,
  description: set.description,
  purpose: set.purpose,
  shared: set.shared,
  items: set.items,
  apartFrom: set.family[0]?.id ?? null,
});

const textOf = (draft: SetDraft): string => JSON.stringify(fieldsOf(draft));

/** A set as it is built: what is changed is stored by itself, one request after the other, and never over others' changes. */
export function useSetDraft(set: CaseSetDetail) {
  const [draft, setDraft] = useState(() => draftOf(set));
  const [save, setSave] = useState<SaveState>({ state: "stored", problem: null });
  // What the server has, and what names it.
  const stored = useRef({ text: textOf(draftOf(set)), updatedAt: set.updatedAt });
  const [storedText, setStoredText] = useState(() => textOf(draftOf(set)));
  const underway = useRef<Promise<void> | null>(null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const isDirty = (): boolean => textOf(latest.current) !== stored.current.text;

  async function send(): Promise<void> {
    const text = textOf(latest.current);
    setSave(SAVING);
    const answer = await saveSet(set.id, {
      ...fieldsOf(latest.current),
      updatedAt: stored.current.updatedAt,
    });
    if ("value" in answer) {
      stored.current = { text, updatedAt: answer.value.updatedAt };
      setStoredText(text);
      setSave({ state: isDirty() ? "saving" : "stored", problem: null });
    } else {
      const state =
        answer.status === 412 ? "overtaken" : answer.why === "unreachable" ? "unreachable" : "refused";
      setSave({ state, problem: answer.problem });
    }
  }
  /** Stores what is not stored; says whether all of it is now. */
  async function flush(): Promise<boolean> {
    while (underway.current) await underway.current;
    if (isDirty()) {
      underway.current = send();
      await underway.current;
      underway.current = null;
    }
    return !isDirty();
  }
  const store = useEffectEvent(() => void flush());
  const text = textOf(draft);
  const isOvertaken = save.state === "overtaken";
  const isUnreachable = save.state === "unreachable";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew
  useEffect(() => {
    if (!set.mayEdit || set.status !== "draft" || isOvertaken) return;
    if (text === stored.current.text) {
      // Changed, and changed back before it was sent.
      if (!underway.current) setSave({ state: "stored", problem: null });
      return;
    }
    const timer = setTimeout(() => store(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, isOvertaken]);
  useEffect(() => {
    if (!isUnreachable) return;
    const timer = setTimeout(() => store(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [isUnreachable]);
  const leave = useEffectEvent(() => {
    if (isDirty() && save.state !== "overtaken") void flush();
  });
  const warn = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isDirty()) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: BeforeUnloadEvent): void => warn(event);
    window.addEventListener("beforeunload", listener);
    return () => {
      window.removeEventListener("beforeunload", listener);
      leave();
    };
  }, []);
  /** It counts as not stored from the first change on, although it is sent only a moment later. */
  function wait(): void {
    setSave((before) => (before.state === "overtaken" ? before : SAVING));
  }
  return {
    draft,
    change: (changed: Partial<SetDraft>) => {
      wait();
      setDraft((before) => ({ ...before, ...changed }));
    },
    /** Another state of what is built, from the one before. */
    changeItems: (next: (items: readonly SetItem[]) => readonly SetItem[]) => {
      wait();
      setDraft((before) => ({ ...before, items: next(before.items) }));
    },
    // An answer that comes just as something is changed tells of what was before.
    save: save.state === "stored" && text !== storedText ? SAVING : save,
    flush,
  };
}
