"use client";

import { clsx } from "clsx";
import { FolderUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { droppedFiles } from "./dropped-files";

type DropAreaProps = {
  onFiles: (files: readonly File[], unreadFolders?: number) => void;
  disabled: boolean;
  /** What may be dropped. */
  words: string;
  /** On its button. */
  label: string;
  /** The endings of names that the button offers. */
  accept: string;
  multiple?: boolean;
  /** What was chosen. */
  children?: ReactNode;
};

/** Takes files that are dropped on it, or chosen with its button. */
export function DropArea(props: DropAreaProps) {
  const { onFiles, disabled, words, label, accept, multiple = false, children } = props;
  const [over, setOver] = useState(false);
  const id = useId();
  const drag = (event: DragEvent, inside: boolean): void => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is for everyone
    <div
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, event.currentTarget.contains(event.relatedTarget as Node | null))}
      onDrop={(event) => {
        drag(event, false);
        if (disabled) return;
        void droppedFiles(event.dataTransfer).then(({ files, unreadFolders }) =>
          onFiles(files, unreadFolders),
        );
      }}
      className={clsx(
        "rounded-lg border-2 border-dashed px-5 py-8 text-center",
        over ? "border-accent bg-accent-soft" : "border-line-strong",
      )}
    >
      <FolderUp aria-hidden className="mx-auto size-7 text-muted" />
      <p className="mt-2 text-pretty">{words}</p>
      <label
        htmlFor={id}
        className={clsx(
          "mt-3 inline-flex min-h-10 items-center rounded-md border border-line-strong bg-raised px-4 font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
          disabled ? "opacity-60" : "cursor-pointer hover:border-ink",
        )}
      >
        {label}
        <input
          id={id}
          type="file"
          multiple={multiple}
          disabled={disabled}
          accept={accept}
          className="sr-only"
          onChange={(event) => {
            onFiles([...(event.currentTarget.files ?? [])]);
            // The same files chosen again are a choice too.
            event.currentTarget.value = "";
          }}
        />
      </label>
      <p role="status" className="mt-3 min-h-6 text-sm">
        {children}
      </p>
    </div>
  );
}
