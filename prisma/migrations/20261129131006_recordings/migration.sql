-- What is kept of a recording is an upload of its own kind
ALTER TABLE "upload"
  DROP CONSTRAINT "upload_kind_check",
  ADD CONSTRAINT "upload_kind_check" CHECK (kind IN ('frames', 'bundle', 'recording'));
