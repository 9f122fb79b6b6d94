import type { Size } from "@/lib/domain/geometry";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";

/** @throws BundleError when labels were drawn on a picture of another size: they would lie. NaN and 0 are not said */
export function refuseOtherSize(width: number, height: number, picture: Size): void {
  if (!(width > 0 && height > 0) || (width === picture.width && height === picture.height)) return;
  throw new BundleError(
    t`drawn on ${width} × ${height} pixels, but the picture has ${picture.width} × ${picture.height}: the boxes would lie.`,
  );
}
