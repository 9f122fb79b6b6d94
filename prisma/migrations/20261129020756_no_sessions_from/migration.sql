-- From when on a person's sessions counted, before sessions were rows: nothing has asked for it since then.
ALTER TABLE "user" DROP COLUMN "sessions_from";
