import { type Box, clipBox, type Size } from "../geometry";

/** Text that is burned in at the edges of a recording takes few of them. */
export const MOST_COVERS = 12;

/** A cover on a picture of another size, in whole pixels and never smaller than it was drawn; null where it lies outside. */
export function coverOn(cover: Box, natural: Size, picture: Size): Box | null {
  const [across, down] = [picture.width / natural.width, picture.height / natural.height];
  const [x1, y1, x2, y2] = cover;
  return clipBox(
    [Math.floor(x1 * across), Math.floor(y1 * down), Math.ceil(x2 * across), Math.ceil(y2 * down)],
    picture,
  );
}
