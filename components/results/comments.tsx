"use client";

import { type FormEvent, useId, useState } from "react";
import { attempts } from "@/lib/contract/attempts";
import type { Comment } from "@/lib/domain/results/views";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { call } from "../client/call";
import { Button } from "../ui/button";
import { newId } from "../ui/new-id";

const words = {
  unreachable: t`Calot can’t be reached just now. Your words are still here; try again in a moment.`,
};

type CommentsProps = {
  attemptId: string;
  initial: readonly Comment[];
  /** The institution's IANA time zone. */
  timeZone: string;
  /** Whether the one who looks at it is its reader, who replies. */
  asReader: boolean;
  /** Said above the field. */
  note?: string;
};

/** What faculty and the reader say to each other about an answer. */
export function Comments({ attemptId, initial, timeZone, asReader, note }: CommentsProps) {
  const [comments, setComments] = useState(initial);
  const [text, setText] = useState("");
  // The same until it is stored: a second try is the same comment.
  const [id, setId] = useState(newId);
  const [state, setState] = useState<"idle" | "sending" | "sent">("idle");
  const [problem, setProblem] = useState<string | null>(null);
  const field = useId();
  if (asReader && comments.length === 0) return null;

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (state === "sending" || text.trim() === "") return;
    setState("sending");
    setProblem(null);
    const params = { id: attemptId };
    const stored = await call(attempts.comment, { params, body: { id, text } }, words);
    if ("problem" in stored) {
      setProblem(stored.field?.problem ?? stored.problem);
      setState("idle");
      return;
    }
    const shown = await call(attempts.comments, { params });
    setComments((before) => ("value" in shown ? shown.value : before));
    setText("");
    setId(newId());
    setState("sent");
  }

  return (
    <section id="comments" aria-labelledby={`${field}-heading`} className="scroll-mt-4">
      <h2 id={`${field}-heading`} className="font-semibold">{t`Comments`}</h2>
      <ol className="mt-1 divide-y divide-line text-sm">
        {comments.map((comment) => (
          <li key={comment.id} className="py-2.5">
            <p className="flex flex-wrap gap-x-3">
              <span className="break-words font-medium">{comment.own ? t`You` : comment.author}</span>
              <time dateTime={comment.at} className="text-muted">
                {formatMoment(comment.at, timeZone)}
              </time>
            </p>
            <p className="whitespace-pre-wrap break-words">{comment.text}</p>
          </li>
        ))}
      </ol>
      <form onSubmit={send} className="mt-2">
        <label htmlFor={field} className="block text-sm">
          {asReader ? t`Your reply` : t`A comment for the resident`}
        </label>
        {note && <p className="text-muted text-xs">{note}</p>}
        <textarea
          id={field}
          value={text}
          maxLength={4000}
          rows={3}
          onChange={(event) => setText(event.target.value)}
          className="mt-1 block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink"
        />
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <Button type="submit" busy={state === "sending"} disabled={text.trim() === ""}>
            {asReader ? t`Reply` : t`Comment`}
          </Button>
          <p role="status" className={problem ? "text-danger text-sm" : "text-muted text-sm"}>
            {problem ?? (state === "sent" && text === "" ? t`Stored.` : "")}
          </p>
        </div>
      </form>
    </section>
  );
}
