import { z } from "zod";
import { t } from "@/lib/language/t";

/** What a connection is spoken by. */
export const connectionKindSchema = z.enum(["oidc"]);
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

export const kindNames: Readonly<Record<ConnectionKind, string>> = {
  oidc: t`Signing in by OpenID Connect`,
};
