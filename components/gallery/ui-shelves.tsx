"use client";

import { ArrowRight, Eye, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { formatPercent } from "@/lib/words/figures";
import { Bars } from "../ui/bars";
import { Button, type ButtonVariant } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { CsvButton } from "../ui/csv-button";
import { type Column, DataTable } from "../ui/data-table";
import { Dialog } from "../ui/dialog";
import { Empty } from "../ui/empty";
import { Explained } from "../ui/explained";
import { Field } from "../ui/field";
import { FigureList } from "../ui/figure-list";
import { Kbd } from "../ui/kbd";
import { LinkSwitch } from "../ui/link-switch";
import { PageHeading } from "../ui/page-heading";
import { Pager } from "../ui/pager";
import { ScrollRegion } from "../ui/scroll-region";
import { SelectField } from "../ui/select-field";
import { TextLink } from "../ui/text-link";
import { Tick } from "../ui/tick";
import type { Shelf } from "./shelf";

const LONG = "Maximiliana Featherstonehaugh-Villanueva y Wolfeschlegelsteinhausenbergerdorff";
const HERE = "#content";

type Row = {
  readonly name: string;
  readonly n: number;
  readonly share: number | null;
  readonly note: string;
};

const people = ["Ana Muñoz", "Björn Åkesson", "Chidi Obi", "Đặng Thu Hà", "Éloïse Roux", LONG];
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    name: index < people.length ? people[index]! : `Resident ${index + 1}`,
    n: (index * 37) % 211,
    share: index % 7 === 3 ? null : ((index * 13) % 100) / 100,
    note: index % 2 === 0 ? "zone too large" : "",
  }));

const columns: readonly Column<Row>[] = [
  { key: "name", header: "Resident", value: ({ name }) => name },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n },
  {
    key: "share",
    header: "HA@0.25",
    numeric: true,
    value: ({ share }) => share,
    cell: ({ share }) => formatPercent(share),
  },
  { key: "note", header: "Most often", wideOnly: true, value: ({ note }) => note },
];

function Table({ caption, rows, search }: { caption: string; rows: readonly Row[]; search?: string }) {
  return (
    <DataTable
      caption={caption}
      note={search && "First attempts of the last eight weeks."}
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      empty="Nobody has answered yet."
      {...(search && { search, csvName: "specimen", sort: { key: "n", descending: true } })}
    />
  );
}

function TickSpecimen({ at = false, ...rest }: { label: ReactNode; at?: boolean; small?: boolean }) {
  const [on, setOn] = useState(at);
  return <Tick {...rest} on={on} onChange={setOn} />;
}

function DialogSpecimen({ onStage = false, children }: { onStage?: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{onStage ? "Open on the stage" : "Open"}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        onStage={onStage}
        title={onStage ? "Keys" : "Publish this set?"}
        description={onStage ? undefined : "Its cases and their order can’t be changed afterwards."}
        footer={
          !onStage && (
            <>
              <Button onClick={() => setOpen(false)}>Keep the draft</Button>
              <Button variant="primary" onClick={() => setOpen(false)}>
                Publish
              </Button>
            </>
          )
        }
      >
        {children}
      </Dialog>
    </>
  );
}

const buttonsOf = (variant: ButtonVariant): Shelf["specimens"][string] => (
  <div className="flex flex-wrap items-center gap-3">
    <Button variant={variant}>Submit zone</Button>
    <Button variant={variant}>
      {variant === "danger" ? <Trash2 aria-hidden /> : <ArrowRight aria-hidden />} With a mark
    </Button>
    <Button variant={variant} busy>
      Under way
    </Button>
    <Button variant={variant} disabled>
      Disabled
    </Button>
  </div>
);

export const uiShelves: readonly Shelf[] = [
  {
    name: "Button",
    place: "line",
    specimens: {
      Primary: buttonsOf("primary"),
      Secondary: buttonsOf("secondary"),
      Quiet: buttonsOf("quiet"),
      Danger: buttonsOf("danger"),
      "Small, middle, large": (
        <div className="flex flex-wrap items-center gap-3">
          <Button size="sm">Small</Button>
          <Button>Middle</Button>
          <Button size="lg">Large</Button>
          <Button>
            Submit zone <Kbd>Enter</Kbd>
          </Button>
        </div>
      ),
      "Long words": <Button className="max-w-full break-words">Take the assignment from {LONG}</Button>,
      "As a link": (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={HERE} variant="primary">
            Begin with a case
          </ButtonLink>
          <ButtonLink href={HERE}>Committee packet</ButtonLink>
        </div>
      ),
    },
  },
  {
    name: "Field",
    place: "card",
    specimens: {
      Empty: <Field label="E-mail" placeholder="name@hospital.example" />,
      Filled: <Field label="Name" defaultValue="Ana Muñoz" />,
      "Long text": <Field label="Long name" defaultValue={LONG} />,
      "With a problem": (
        <Field
          label="E-mail of a resident"
          defaultValue="ana(at)hospital"
          problem="That is not an e-mail address."
        />
      ),
      "With a button": (
        <Field
          label="Password"
          type="password"
          defaultValue="three quiet words"
          end={
            <Button variant="quiet" size="sm" aria-label="Show the password">
              <Eye aria-hidden />
            </Button>
          }
        />
      ),
      Disabled: <Field label="Institution" defaultValue="General Hospital" disabled />,
    },
  },
  {
    name: "Tick",
    specimens: {
      Off: <TickSpecimen label="Measured here" />,
      On: <TickSpecimen label="As reported" at />,
      Small: <TickSpecimen label="One list over all cases" small />,
      "Long words": <TickSpecimen label={`${LONG}, 3 residents`} at />,
    },
  },
  {
    name: "SelectField",
    specimens: {
      Rest: (
        <SelectField label="Split">
          <option>Test</option>
          <option>{LONG}</option>
        </SelectField>
      ),
    },
  },
  {
    name: "DataTable",
    place: "line",
    specimens: {
      Empty: <Table caption="Nobody yet" rows={[]} />,
      One: <Table caption="One resident" rows={rowsOf(1)} />,
      "Many, searched, sorted and saved": (
        <Table caption="All residents" rows={rowsOf(8)} search="Name contains" />
      ),
      "More than are drawn at first": (
        <div className="max-h-96 overflow-y-auto pr-1">
          <Table caption="A whole college" rows={rowsOf(140)} />
        </div>
      ),
    },
  },
  {
    name: "Bars",
    place: "card",
    specimens: {
      None: <Bars title="No phase named yet" bars={[{ name: "A", n: 0 }]} of={0} />,
      Many: (
        <Bars
          title="Phases named"
          note="By everyone who answered this case."
          of={32}
          bars={[
            { name: "A Preparation of the Go Zone", n: 3 },
            { name: "B Dissection of Calot’s Triangle", n: 24, marked: true },
            { name: "C Clip and Divide", n: 5 },
            { name: "D Gallbladder Dissection from Liver Bed", n: 0 },
          ]}
        />
      ),
    },
  },
  {
    name: "Dialog",
    specimens: {
      "With a choice": <DialogSpecimen>Three residents have begun with it.</DialogSpecimen>,
      "On the stage": (
        <DialogSpecimen onStage>
          {Array.from({ length: 24 }, (_, index) => (
            <p key={index === 0 ? "first" : `line ${index}`} className="py-1">
              Line {index + 1} of a text that is longer than the window is high.
            </p>
          ))}
        </DialogSpecimen>
      ),
    },
  },
  {
    name: "Explained",
    specimens: {
      "A word": (
        <Explained term="HA@0.25">
          The share of all cases with the right phase and an IoU of 0.25 or more.
        </Explained>
      ),
      "No word": (
        <Explained term="—" title="Not shown: fewer than 3 residents answered">
          Figures are told from 3 residents and 10 answers on.
        </Explained>
      ),
    },
  },
  {
    name: "Empty",
    place: "line",
    specimens: {
      "With a next step": (
        <Empty title="No review yet" action={<ButtonLink href={HERE}>Make a review</ButtonLink>}>
          In a review, clinicians compare what models and colleagues wrote without knowing who wrote it.
        </Empty>
      ),
      Alone: <Empty title="Nothing to measure yet">Figures come with your first answer.</Empty>,
    },
  },
  {
    name: "PageHeading",
    place: "line",
    specimens: {
      Alone: <PageHeading title="Progress" />,
      "With a sentence and buttons": (
        <PageHeading title="Case sets" actions={<ButtonLink href={HERE}>New set</ButtonLink>}>
          Lists of cases in an order, to be given to cohorts.
        </PageHeading>
      ),
      "A long name": <PageHeading title={LONG}>Year 3, General Hospital.</PageHeading>,
    },
  },
  {
    name: "LinkSwitch",
    specimens: {
      Few: (
        <LinkSwitch
          label="Period"
          options={[8, 26, 52].map((weeks) => ({
            key: weeks,
            label: `${weeks} weeks`,
            href: HERE,
            current: weeks === 26,
          }))}
        />
      ),
      Many: (
        <LinkSwitch
          label="Figure"
          options={[
            "HA@0.25",
            "Phase accuracy",
            "HmIoU",
            "mIoU",
            "Mean distance",
            "Conditioned accuracy",
            "CmIoU",
          ].map((label, index) => ({ key: label, label, href: HERE, current: index === 0 }))}
        />
      ),
    },
  },
  {
    name: "Pager",
    specimens: {
      "In between": <Pager page={1204} pages={2686} href={() => HERE} />,
    },
  },
  {
    name: "FigureList",
    place: "card",
    specimens: {
      "With and without a note": (
        <FigureList
          figures={[
            { name: "Hits", value: "62%", note: "48% to 74%, n = 50" },
            { name: "Median time", value: "1 min 05 s" },
            { name: "Sure of the zone", value: "—" },
          ]}
        />
      ),
    },
  },
  {
    name: "TextLink",
    specimens: {
      Short: <TextLink href={HERE}>V01, frame 12</TextLink>,
      Long: (
        <TextLink href={HERE} className="max-w-56 break-words">
          {LONG}
        </TextLink>
      ),
    },
  },
  {
    name: "Kbd",
    specimens: {
      "A letter": <Kbd>B</Kbd>,
      "A name": <Kbd>Shift</Kbd>,
    },
  },
  {
    name: "CsvButton",
    specimens: { Rest: <CsvButton name="specimen" of="Specimen" header={["n"]} rows={() => [[1]]} /> },
  },
  {
    name: "ScrollRegion",
    place: "line",
    specimens: {
      "Wider than its place": (
        <div className="max-w-sm">
          <p id="wide-specimen" className="sr-only">
            A wide specimen
          </p>
          <ScrollRegion labelledBy="wide-specimen" className="border-line border-y py-3">
            <p className="w-[60rem]">
              What is wider than its place is scrolled sideways within it, by the keyboard too, and the page
              stays where it is.
            </p>
          </ScrollRegion>
        </div>
      ),
    },
  },
];
