import { certain, float, jsonOf, nullable, type ValuesOf } from "../db/columns";
import type { Zone } from "../domain/scoring/zone";
import { zoneSchema } from "../domain/scoring/zone-schema";

/** How a zone lies in columns: x1, y1, x2 and y2 in natural pixels, of a relation `t`. */
export const zoneColumns = (t: string): string => `${t}.x1, ${t}.y1, ${t}.x2, ${t}.y2`;

export const maybeZoneRow = {
  x1: nullable(float),
  y1: nullable(float),
  x2: nullable(float),
  y2: nullable(float),
};

/** The same where the statement leaves out what has none. */
export const zoneRow = { x1: certain(float), y1: certain(float), x2: certain(float), y2: certain(float) };

/** The same in one column, where a row holds another zone already. */
export const zoneColumnAs = (t: string, name: string): string =>
  `jsonb_build_array(${zoneColumns(t)}) AS ${name}`;
export const zoneColumn = certain(jsonOf(zoneSchema));

/** The zone of a row; null where there is none. */
export function zoneOf(row: ValuesOf<typeof zoneRow>): Zone;
export function zoneOf(row: ValuesOf<typeof maybeZoneRow>): Zone | null;
export function zoneOf({ x1, y1, x2, y2 }: ValuesOf<typeof maybeZoneRow>): Zone | null {
  return x1 === null || y1 === null || x2 === null || y2 === null ? null : [x1, y1, x2, y2];
}

/** As parameters of a statement that writes one. */
export const zoneParams = { x1: float, y1: float, x2: float, y2: float };

/** Sets the columns of a row to them. */
export const setZone = "x1 = $x1, y1 = $y1, x2 = $x2, y2 = $y2";

export const zoneValues = ([x1, y1, x2, y2]: Zone): ValuesOf<typeof zoneParams> => ({ x1, y1, x2, y2 });
