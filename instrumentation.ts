import type { Instrumentation } from "next";

/** Next builds this file for its edge runtime too, which Calot doesn't use and in which what is called here can't be loaded. */
export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { noteFailedPage } = await import("./instrumentation-node");
  await noteFailedPage(...failure);
};
