import { nameProcess } from "@/lib/db/application-name";
import { openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { openFrames, openUploads } from "@/lib/storage/open-storage";
import { runUploads } from "./run-uploads";
import { readHere } from "./testing";

/** A process of its own that reads the uploads that wait, for tests that kill it. */
nameProcess("upload");
const db = openDatabase(env().DATABASE_URL!);
const [storage, spool] = [openFrames(), openUploads()];
await runUploads(db, spool, readHere(db, storage, spool), new AbortController().signal);
await db.close();
