import { clsx } from "clsx";
import type { ReactNode } from "react";
import styles from "./stage-layout.module.css";

type StageLayoutProps = {
  /** A line across the top. */
  top: ReactNode;
  /** The FrameViewer. */
  frame: ReactNode;
  /** What is read and chosen; scrolls by itself. */
  panel: ReactNode;
  /** Nothing in the panel takes the focus: it takes it itself, so that keys can scroll it. */
  panelOnlyRead?: boolean;
  /** The primary controls: at the bottom, in reach of the thumb. */
  footer?: ReactNode;
};

/** The dark stage. The same places for every step, so that nothing jumps between them. */
export function StageLayout({ top, frame, panel, panelOnlyRead = false, footer }: StageLayoutProps) {
  return (
    <main className={clsx("stage", styles.room)}>
      <div className={styles.layout}>
        <div className={clsx(styles.top, "border-line border-b")}>{top}</div>
        <div className={clsx(styles.frame, "sm:p-2")}>{frame}</div>
        <div
          tabIndex={panelOnlyRead ? 0 : undefined}
          className={clsx(styles.panel, "relative px-4 py-4 -outline-offset-2 landscape:max-lg:py-2")}
        >
          {panel}
        </div>
        {footer && <div className={clsx(styles.footer, "border-line border-t")}>{footer}</div>}
      </div>
    </main>
  );
}
