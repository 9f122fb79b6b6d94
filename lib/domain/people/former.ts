import { t } from "@/lib/language/t";
import type { Role } from "./role";

/** What is left of somebody who was deleted has an address here, which nobody can own (RFC 2606). */
export const FORMER_DOMAIN = "former.invalid";

export const formerNames: Readonly<Record<Role, string>> = {
  resident: t`Former resident`,
  faculty: t`Former faculty`,
  director: t`Former program director`,
  admin: t`Former administrator`,
};
