import { openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { openFrames, openUploads } from "@/lib/storage/open-storage";
import { runUploads } from "./run-uploads";

/** A process of its own that reads the uploads that wait, for tests that kill it. */
const db = openDatabase(env().DATABASE_URL!);
await runUploads(db, openFrames(), openUploads(), new AbortController().signal);
await db.close();
