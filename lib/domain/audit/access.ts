import type { Role } from "../people/role";
import { AUDIT_GROUPS, type AuditGroup } from "./actions";

/** What a director is responsible for: the program's people, who looked at their figures, and what was exported. */
const DIRECTOR: readonly AuditGroup[] = ["people", "seen", "exports", "residents", "assignments"];

/** The groups of the trail that a role may see; none for those who may not see the trail. */
export function visibleGroups(role: Role): readonly AuditGroup[] {
  if (role === "admin") return AUDIT_GROUPS;
  return role === "director" ? DIRECTOR : [];
}
