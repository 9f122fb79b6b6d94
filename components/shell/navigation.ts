import type { LucideIcon } from "lucide-react";
import {
  BookOpen,
  Building2,
  ChartLine,
  ChartNoAxesCombined,
  ClipboardList,
  Crosshair,
  History,
  Layers,
  Library,
  MessageCircleQuestionMark,
  Milestone,
  PenLine,
  Scale,
  ScrollText,
  Table2,
  Users,
} from "lucide-react";
import type { Role } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";

export type Destination = { readonly href: string; readonly label: string; readonly icon: LucideIcon };

const practise: Destination = { href: "/practice", label: t`Practise`, icon: Crosshair };
const progress: Destination = { href: "/progress", label: t`Progress`, icon: ChartLine };
const history: Destination = { href: "/history", label: t`History`, icon: History };

const phases: Destination = { href: "/phases", label: t`Phases`, icon: BookOpen };

const assignments: Destination = { href: "/assignments", label: t`Assignments`, icon: ClipboardList };

const library: Destination = { href: "/library", label: t`Library`, icon: Library };
const sets: Destination = { href: "/case-sets", label: t`Case sets`, icon: Layers };
const readers: Destination = { href: "/readers", label: t`Readers`, icon: Table2 };
const program: Destination = { href: "/director", label: t`Program`, icon: ChartNoAxesCombined };
const cohorts: Destination = { href: "/cohorts/compare", label: t`Cohorts`, icon: ChartNoAxesCombined };
const people: Destination = { href: "/people", label: t`People`, icon: Users };
const milestones: Destination = { href: "/milestones", label: t`Milestones`, icon: Milestone };
const audit: Destination = { href: "/audit", label: t`Audit`, icon: ScrollText };
const reviews: Destination = { href: "/reviews", label: t`Reviews`, icon: Scale };
const authoring: Destination = { href: "/authoring", label: t`Authoring`, icon: PenLine };
const questions: Destination = { href: "/disputes", label: t`Questions`, icon: MessageCircleQuestionMark };
const institution: Destination = { href: "/admin", label: t`Institution`, icon: Building2 };

type Destinations = {
  /** Its own work first. Four at most beside `more`, five without: they stand side by side under a thumb. */
  readonly main: readonly Destination[];
  /** Behind a menu. */
  readonly more: readonly Destination[];
};

/** Where each role goes. */
const destinations: Readonly<Record<Role, Destinations>> = {
  resident: { main: [practise, assignments, progress, history, phases], more: [] },
  faculty: {
    main: [library, assignments, readers, practise],
    more: [sets, authoring, reviews, questions, cohorts, progress, phases],
  },
  director: {
    main: [program, people, assignments, practise],
    more: [readers, library, sets, authoring, reviews, questions, milestones, audit, progress, phases],
  },
  admin: {
    main: [institution, people, audit, practise],
    more: [assignments, readers, library, sets, authoring, reviews, questions, progress, phases],
  },
};

export function destinationsOf(role: Role): Destinations {
  return destinations[role];
}

/** Whether a path lies at or below a destination. */
export function leadsTo(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
