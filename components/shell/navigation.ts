import type { LucideIcon } from "lucide-react";
import { Building2, ChartLine, Crosshair, History, Library, Users } from "lucide-react";
import type { Role } from "@/lib/domain/people/role";

export type Destination = { readonly href: string; readonly label: string; readonly icon: LucideIcon };

const practise: Destination = { href: "/practice", label: "Practise", icon: Crosshair };
const progress: Destination = { href: "/progress", label: "Progress", icon: ChartLine };
const history: Destination = { href: "/history", label: "History", icon: History };

const library: Destination = { href: "/faculty", label: "Library", icon: Library };
const residents: Destination = { href: "/director", label: "Residents", icon: Users };
const institution: Destination = { href: "/admin", label: "Institution", icon: Building2 };

/** Where each role goes, its own work first. Four at most: they stand side by side under a thumb. */
const destinations: Readonly<Record<Role, readonly Destination[]>> = {
  resident: [practise, progress, history],
  faculty: [library, practise, progress, history],
  director: [residents, library, practise, progress],
  admin: [institution, practise, progress, history],
};

export function destinationsOf(role: Role): readonly Destination[] {
  return destinations[role];
}

/** Whether a path lies at or below a destination. */
export function leadsTo(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
