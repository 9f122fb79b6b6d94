import { openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { folderStorage } from "@/lib/storage/folder-storage";
import { uploadSpool } from "@/lib/storage/upload-spool";
import { runUploads } from "./run-uploads";

/** A process of its own that reads the uploads that wait, for tests that kill it. */
const { DATABASE_URL, storageDir } = env();
const db = openDatabase(DATABASE_URL!);
await runUploads(db, folderStorage(storageDir), uploadSpool(storageDir), new AbortController().signal);
await db.close();
