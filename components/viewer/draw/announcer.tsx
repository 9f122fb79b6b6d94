"use client";

import { useEffect, useState } from "react";
import type { Painted } from "./use-paint";

/** A pause in the drawing after which it is told. */
const PAUSE_MS = 600;

/** Tells what is drawn to those who can't see it, once the hand rests. `words`: the same function each time. */
export function Announcer({ store, words }: { store: Painted; words: () => string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setSaid(words()), PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, words]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
