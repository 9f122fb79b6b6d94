import { ROLES, type Role } from "./role";

const managed: Readonly<Record<Role, readonly Role[]>> = {
  resident: [],
  faculty: [],
  director: ["resident", "faculty"],
  admin: ROLES,
};

/** The roles whose people a person of this role invites, changes and deletes, and which the person may give. */
export function managedRoles(role: Role): readonly Role[] {
  return managed[role];
}

export function mayManage(role: Role, other: Role): boolean {
  return managed[role].includes(other);
}
