"use client";

import { useEffect, useRef, useState } from "react";
import { type LibraryQuery, writeLibraryQuery } from "@/lib/domain/library/query";
import type { LibraryEntry, LibraryPage } from "@/lib/domain/library/views";
import { fetchLibrary } from "./api";

type Loaded = {
  readonly entries: readonly LibraryEntry[];
  readonly n: number;
  readonly next: string | null;
};

type LibraryState = Loaded & {
  readonly query: LibraryQuery;
  /** Another query is on its way; what is shown is the one before. */
  readonly busy: boolean;
  readonly problem: string | null;
  readonly ask: (query: LibraryQuery) => void;
  readonly more: () => void;
  readonly retry: () => void;
};

/** The library as far as it is loaded, its query kept in the page's address. */
export function useLibrary(
  first: { readonly query: LibraryQuery; readonly page: LibraryPage },
  keep: URLSearchParams,
): LibraryState {
  const [query, setQuery] = useState(first.query);
  const [loaded, setLoaded] = useState<Loaded>({ ...first.page, n: first.page.n ?? 0 });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const underway = useRef<{ controller: AbortController; cursor: string | null } | null>(null);
  useEffect(() => () => underway.current?.controller.abort(), []);

  async function load(asked: LibraryQuery, cursor: string | null): Promise<void> {
    if (cursor !== null && underway.current) return;
    underway.current?.controller.abort();
    const request = { controller: new AbortController(), cursor };
    underway.current = request;
    if (cursor === null) setBusy(true);
    setProblem(null);
    const answer = await fetchLibrary(asked, cursor, request.controller.signal);
    // Another query has taken its place.
    if (underway.current !== request || request.controller.signal.aborted) return;
    underway.current = null;
    setBusy(false);
    if ("problem" in answer) return setProblem(answer.problem);
    const { entries, n, next } = answer.value;
    setLoaded((before) =>
      cursor === null
        ? { entries, n: n ?? 0, next }
        : { entries: [...before.entries, ...entries], n: before.n, next },
    );
  }
  const more = (): void => {
    if (loaded.next) void load(query, loaded.next);
  };
  return {
    ...loaded,
    query,
    busy,
    problem,
    ask(asked) {
      setQuery(asked);
      const params = writeLibraryQuery(asked);
      for (const [name, value] of keep) params.set(name, value);
      window.history.replaceState(null, "", params.size > 0 ? `?${params}` : window.location.pathname);
      void load(asked, null);
    },
    more,
    retry: () => void load(query, loaded.entries.length > 0 && !busy ? loaded.next : null),
  };
}
