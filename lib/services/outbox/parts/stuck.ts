/** That the other system refused something, the last time it was told: it is tried again, or given up. */
export const isStuck = (delivery = ""): string =>
  `${delivery}version > ${delivery}sent_version AND ${delivery}problem IS NOT NULL`;
