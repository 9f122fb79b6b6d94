import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { database } from "@/lib/db/client";
import { countUnread } from "@/lib/services/notices/count-unread";
import { findViewer } from "../_server/signed-in";

export default async function PaperLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  // Each page sends those who aren't signed in to the door, and knows where they come back to.
  if (!viewer) return children;
  const { name, email, role, institution } = viewer;
  const notices = await countUnread({ actor: viewer, now: new Date(), db: database() });
  return (
    <AppShell viewer={{ name, email, role, institution }} unread={notices.ok ? notices.value.unread : 0}>
      {children}
    </AppShell>
  );
}
