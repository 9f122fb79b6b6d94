"use client";

import type { ComponentProps } from "react";
import { part, usePart } from "../client/part";
import type { Dialog } from "../ui/dialog";

/** What opens over the stage, which is ready before it. */
export const dialogPart = part(async () => (await import("../ui/dialog")).Dialog);

/** A dialog in the stage's colours. */
export function StageDialog(props: Omit<ComponentProps<typeof Dialog>, "onStage">) {
  const Opened = usePart(dialogPart, props.open);
  return Opened && <Opened {...props} onStage />;
}
