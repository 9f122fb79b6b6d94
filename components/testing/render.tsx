import { render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ReactNode } from "react";
import { vi } from "vitest";

/** What the page was asked to do: where to go, and how often to be made anew. */
type Routed = { readonly pushed: string[]; refreshed: number };

/** Renders components as they stand in a page, and gives the hand that works on them. */
export function renderInPage(children: ReactNode): { readonly user: UserEvent; readonly routed: Routed } {
  const routed: Routed = { pushed: [], refreshed: 0 };
  const router: AppRouterInstance = {
    push: (href: string) => routed.pushed.push(href),
    replace: (href: string) => routed.pushed.push(href),
    refresh: () => {
      routed.refreshed++;
    },
    back: vi.fn(),
    forward: vi.fn(),
    prefetch: vi.fn(),
  } as unknown as AppRouterInstance;
  render(<AppRouterContext value={router}>{children}</AppRouterContext>);
  return { user: userEvent.setup(), routed };
}
