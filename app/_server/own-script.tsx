import { nonceOf } from "./nonce";

/** A script of ours that stands in the page itself, and so is there before any other. */
export async function OwnScript({ children }: { children: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: functions of ours, as they stand
  return <script nonce={await nonceOf()} dangerouslySetInnerHTML={{ __html: children }} />;
}
