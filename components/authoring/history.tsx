"use client";

import { useState } from "react";
import { rich } from "@/components/ui/rich";
import { regionIou } from "@/lib/domain/authoring/agreement";
import type { AuthoringCase, VersionView } from "@/lib/domain/authoring/views";
import { sameRegions } from "@/lib/domain/no-go/region";
import { phaseNames } from "@/lib/domain/phases";
import { RATIONALE_PARTS, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { describeRegionChanges } from "@/lib/words/describe-regions";
import { formatDecimal } from "@/lib/words/figures";
import { SelectField } from "../ui/select-field";
import { ReaderMark } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { StageLayout } from "../viewer/stage-layout";
import { CaseFrame } from "./case-frame";
import { CaseTop } from "./case-top";
import { TextDiff } from "./text-diff";

type HistoryProps = { view: AuthoringCase; timeZone: string };

/** The versions of a case, two of them over each other: boxes on the frame, texts word by word. */
export function History({ view, timeZone }: HistoryProps) {
  const { versions } = view;
  const [newer, setNewer] = useState(versions[0]!.number);
  const [older, setOlder] = useState((versions[1] ?? versions[0])!.number);
  const of = (number: number): VersionView => versions.find((each) => each.number === number) ?? versions[0]!;
  const [a, b] = [of(older), of(newer)];
  const regionChanges = describeRegionChanges(a.body.noGo, b.body.noGo);
  return (
    <StageLayout
      top={<CaseTop view={view} history />}
      frame={
        <CaseFrame view={view} noGo={b.body.noGo}>
          {a !== b && !sameRegions(a.body.noGo, b.body.noGo) && (
            <NoGoMarks regions={a.body.noGo} other of={t`version ${a.number}`} />
          )}
          <NoGoMarks regions={b.body.noGo} />
          {/* The same line for both: the label and the strength tell them apart. */}
          {a !== b &&
            a.body.boxes.map((box) => (
              <ReaderMark
                key={`a ${box.join(" ")}`}
                reader="model"
                box={box}
                label={t`Version ${a.number}`}
                corner="bottom-left"
              />
            ))}
          {b.body.boxes.map((box) => (
            <ReaderMark
              key={`b ${box.join(" ")}`}
              reader="reference"
              box={box}
              label={t`Version ${b.number}`}
            />
          ))}
        </CaseFrame>
      }
      panel={
        <div className="space-y-5">
          <h1 className="font-semibold text-lg">{t`History`}</h1>
          {versions.length > 1 ? (
            <div className="grid grid-cols-2 gap-3">
              <Choice label={t`From`} versions={versions} value={older} onChange={setOlder} />
              <Choice label={t`To`} versions={versions} value={newer} onChange={setNewer} />
            </div>
          ) : (
            <p className="text-muted">{t`One version so far; the next will be compared with it here.`}</p>
          )}
          <p className="text-pretty text-sm">
            <span className="text-muted">{formatMoment(b.createdAt, timeZone)}.</span>{" "}
            {b.reason || t`By import.`}
          </p>
          {a !== b && (
            <p className="text-sm">{rich`Zones: IoU ${<strong className="font-semibold">{formatDecimal(regionIou(a.body.boxes, b.body.boxes))}</strong>} between the two.`}</p>
          )}
          {a !== b && regionChanges && <p className="text-sm">{regionChanges}</p>}
          <dl className="space-y-3">
            <div>
              <dt className="font-medium text-muted text-sm">{t`Phase`}</dt>
              <dd>
                <TextDiff before={phaseText(a)} after={phaseText(b)} />
              </dd>
            </div>
            {RATIONALE_PARTS.map((part) => (
              <div key={part}>
                <dt className="font-medium text-muted text-sm">{rationaleLabels[part]}</dt>
                <dd className="whitespace-pre-wrap text-pretty">
                  <TextDiff before={a.body.rationale[part]} after={b.body.rationale[part]} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      }
    />
  );
}

const phaseText = ({ body: { phase } }: VersionView): string =>
  phase ? `${phase}, ${phaseNames[phase]}` : "";

type ChoiceProps = {
  label: string;
  versions: readonly VersionView[];
  value: number;
  onChange: (number: number) => void;
};

function Choice({ label, versions, value, onChange }: ChoiceProps) {
  return (
    <SelectField
      label={label}
      value={value}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    >
      {versions.map(({ number }) => (
        <option key={number} value={number}>{t`Version ${number}`}</option>
      ))}
    </SelectField>
  );
}
