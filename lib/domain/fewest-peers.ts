/** Whatever is shown to a resident of others has so many readers behind it, or more. */
export const FEWEST_PEERS = 5;
