import { t } from "@/lib/language/t";
import { fail } from "../../result";

/** Refuses what takes a passkey, where browsers allow none. */
export const noPasskeysHere = () =>
  fail("conflict", t`Browsers allow no passkeys at this address: it needs a name, and https.`);
