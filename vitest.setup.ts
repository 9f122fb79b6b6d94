import fc from "fast-check";

/**
 * Elsewhere each run tries other examples of every property. In CI it is the same ones each time, so that a change
 * lands or not by what it changes, and not by chance.
 */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_127 });
