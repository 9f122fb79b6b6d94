import { patiently } from "@/lib/db/client";
import { database } from "@/lib/db/served";
import { runChores } from "@/lib/jobs/chores/run-chores";
import { serverChores } from "@/lib/jobs/chores/server-chores";
import { uploadReader } from "./upload-reader";

/** Begins what Calot does by itself beside answering, until it is stopped: in a web process, or in `calot work`. */
export const startChores = (): ReturnType<typeof runChores> =>
  runChores(serverChores(patiently(database()), uploadReader()));
