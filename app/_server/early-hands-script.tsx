import { headers } from "next/headers";
import { rememberEarlyHands } from "@/components/quiz/remember-early-hands";

/** Has a page remember what is pressed on a stage before its script is there. Its nonce is that of the page's policy. */
export async function EarlyHandsScript() {
  const policy = (await headers()).get("content-security-policy");
  const nonce = policy?.match(/'nonce-([^']+)'/)?.[1];
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of ours, as it stands
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: `(${rememberEarlyHands})()` }} />;
}
