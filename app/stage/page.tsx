import type { Metadata } from "next";
import { FRAME_ALT } from "@/components/quiz/frame-alt";
import { rememberEarlyHands } from "@/components/quiz/remember-early-hands";
import { type EarlyWords, openEarly } from "@/components/stage/open-early";
import { StageShell } from "@/components/stage/stage-shell";
import { KEPT_WIDTHS, STAGE_SIZES } from "@/components/viewer/frame-source";
import { FIRST_MODE, MODES, rulesOf } from "@/lib/domain/attempts/mode";
import { t } from "@/lib/language/t";
import { nonceOf } from "../_server/nonce";

export const metadata: Metadata = { title: t`Practise` };

/**
 * The stage without anybody's name or case: the same bytes for all, which the server makes once and sends for every case
 * (cli/stage-shell.ts). What it shows, it asks for by itself.
 */
export default async function Stage() {
  const words = JSON.stringify({
    widths: KEPT_WIDTHS,
    sizes: STAGE_SIZES,
    alt: FRAME_ALT,
    asking: MODES.filter((mode) => rulesOf(mode).asksPhase),
    firstMode: FIRST_MODE,
  } satisfies EarlyWords);
  const script = `(${rememberEarlyHands})();(${openEarly})(${words.replaceAll("<", "\\u003c")})`;
  return (
    <>
      <StageShell />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: functions of ours, as they stand */}
      <script nonce={await nonceOf()} dangerouslySetInnerHTML={{ __html: script }} />
    </>
  );
}
