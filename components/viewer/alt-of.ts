import { REMOVED_VERSION } from "@/lib/domain/withdrawals/removed-version";
import { t } from "@/lib/language/t";

/** What a picture shows, in words: of one that was removed for good, that it is gone. */
export const altOf = (frameVersion: string, alt: string): string =>
  frameVersion === REMOVED_VERSION ? t`The picture of this case was removed for good.` : alt;
