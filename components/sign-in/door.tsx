import type { ReactNode } from "react";
import { DoorPage } from "../ui/door-page";
import { FieldDrawing } from "./field-drawing";

type DoorProps = { title: string; intro: string; children: ReactNode };

/** The door: what is asked on paper, and where there is room the field it leads to. */
export function Door({ title, intro, children }: DoorProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(27rem,5fr)_7fr]">
      <DoorPage title={title} lead={intro}>
        {children}
      </DoorPage>
      <div className="stage grid place-items-center p-10 max-lg:hidden">
        <FieldDrawing />
      </div>
    </div>
  );
}
