"use client";

import type { ReactNode } from "react";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { t } from "@/lib/language/t";
import { withRegions } from "@/lib/words/describe-regions";
import { FrameViewer } from "../viewer/frame-viewer";

type CaseFrameProps = {
  view: AuthoringCase;
  /** What of it must not be touched, where that is only looked at. */
  noGo?: readonly NoGoRegion[];
  children: ReactNode;
};

/** The frame of a case under work, with what lies on it. */
export function CaseFrame({ view, noGo = [], children }: CaseFrameProps) {
  return (
    <FrameViewer
      frameUrl={view.frameUrl}
      frameVersion={view.frameVersion}
      width={view.width}
      height={view.height}
      alt={withRegions(t`The operative field of this case.`, noGo)}
      notice={view.dataset.notice}
    >
      {children}
    </FrameViewer>
  );
}
