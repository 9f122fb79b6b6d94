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
  /** The primary controls: at the bottom, in reach of the thumb. */
  footer?: ReactNode;
};

/** The dark stage. The same places for every step, so that nothing jumps between them. */
export function StageLayout({ top, frame, panel, footer }: StageLayoutProps) {
  return (
    <main className={clsx("stage", styles.room)}>
      <div className={styles.layout}>
        <div className={clsx(styles.top, "border-line border-b")}>{top}</div>
        <div className={clsx(styles.frame, "sm:p-2")}>{frame}</div>
        <div className={clsx(styles.panel, "relative px-4 py-4 landscape:max-lg:py-2")}>{panel}</div>
        {footer && <div className={clsx(styles.footer, "border-line border-t")}>{footer}</div>}
      </div>
    </main>
  );
}
