import type { StageOpened } from "@/lib/domain/assignments/views";
import type { Mode } from "@/lib/domain/attempts/mode";

declare global {
  /** What fills the stage, as the page itself has asked for it; null where Calot can't be reached. */
  var calotOpening: Promise<Response | null> | undefined;
}

/** What the page's own script is told of the code that comes later. */
export type EarlyWords = {
  /** Widths that frames are kept in, in pixels. */
  readonly widths: readonly number[];
  readonly sizes: string;
  readonly alt: string;
  /** The modes that ask for the phase. */
  readonly asking: readonly Mode[];
  /** The mode of an address that names none. */
  readonly firstMode: Mode;
};

/**
 * Asks for the case that the address names, and shows its frame and its question, before the stage's script is there. It
 * stands in the page itself as a script of its own, and so takes nothing from outside of it.
 */
export function openEarly({ widths, sizes, alt, asking, firstMode }: EarlyWords): void {
  const { pathname, search } = window.location;
  const [caseId, assignmentId] = pathname
    .split("/")
    .filter((part) => /^[0-9a-f-]{36}$/.test(part))
    .reverse();
  if (!caseId) return;
  const again = new URLSearchParams(search).get("again") === "1";
  const address = `/api/stage?case=${caseId}${assignmentId ? `&assignment=${assignmentId}` : ""}${again ? "&again=1" : ""}`;
  const answer = fetch(address, { cache: "no-store" });
  globalThis.calotOpening = answer.catch(() => null);
  const show = ({ cases: [first], run }: StageOpened): void => {
    const place = document.querySelector<HTMLElement>("[data-frame-to-come]");
    if (!first || first.id !== caseId || !place) return;
    const { frameUrl, frameVersion, width, height } = first;
    place.style.setProperty("--frame-aspect", `${width} / ${height}`);
    const image = new Image();
    const urlOf = (w: number): string => `${frameUrl}?w=${w}&v=${encodeURIComponent(frameVersion)}`;
    image.sizes = sizes;
    image.srcset = [...widths.filter((w) => w < width), width].map((w) => `${urlOf(w)} ${w}w`).join(", ");
    image.alt = alt;
    image.className = "absolute inset-0 size-full object-contain";
    place.firstElementChild?.append(image);
    const mode = run?.mode ?? new URLSearchParams(search).get("mode") ?? firstMode;
    if (first.open || !asking.some((each) => each === mode)) return;
    for (const hidden of document.querySelectorAll("[data-until-asked]")) hidden.toggleAttribute("hidden");
  };
  answer
    .then((response) => (response.ok ? response.clone().json() : null))
    .then((opened: StageOpened | null) => opened && show(opened))
    // The stage's script says what went wrong.
    .catch(() => {});
}
