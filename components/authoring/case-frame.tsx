"use client";

import type { ReactNode } from "react";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { FrameViewer } from "../viewer/frame-viewer";

/** The frame of a case under work, with what lies on it. */
export function CaseFrame({ view, children }: { view: AuthoringCase; children: ReactNode }) {
  return (
    <FrameViewer
      frameUrl={view.frameUrl}
      frameVersion={view.frameVersion}
      width={view.width}
      height={view.height}
      alt={t`The operative field of this case.`}
      notice={view.dataset.notice}
    >
      {children}
    </FrameViewer>
  );
}
