import type { SceneFacts } from "@/demo/scene/facts";

/** A scene's name within the bundle: `V01/000118`. Nothing in it tells the answer. */
export function nameOf({ procedure, frame }: SceneFacts): string {
  return `${procedure.video}/${String(frame).padStart(6, "0")}`;
}
