import type { Metadata } from "next";
import { FRAME_ALT } from "@/components/quiz/frame-alt";
import { rememberEarlyHands } from "@/components/quiz/remember-early-hands";
import { themeEarly } from "@/components/shell/theme-early";
import { type EarlyWords, openEarly } from "@/components/stage/open-early";
import { StageShell } from "@/components/stage/stage-shell";
import { KEPT_WIDTHS, STAGE_SIZES } from "@/components/viewer/frame-source";
import { FIRST_MODE, MODES, rulesOf } from "@/lib/domain/attempts/mode";
import { t } from "@/lib/language/t";
import { OwnScript } from "../_server/own-script";

export const metadata: Metadata = { title: t`Practise` };

/**
 * The stage without anybody's name or case: the same bytes for all, which the server makes once and sends for every case
 * (cli/shell.ts). What it shows, it asks for by itself.
 */
export default function Stage() {
  const words = JSON.stringify({
    widths: KEPT_WIDTHS,
    sizes: STAGE_SIZES,
    alt: FRAME_ALT,
    asking: MODES.filter((mode) => rulesOf(mode).asksPhase),
    firstMode: FIRST_MODE,
  } satisfies EarlyWords);
  const script = `(${themeEarly})();(${rememberEarlyHands})();(${openEarly})(${words.replaceAll("<", "\\u003c")})`;
  return (
    <>
      <StageShell />
      <OwnScript>{script}</OwnScript>
    </>
  );
}
