-- rolling: yes, because it adds columns and a table of which servers of before know nothing
-- Learning records: which answers other stores are still to be told of
ALTER TABLE "connection" ADD COLUMN "trail_cursor" BIGINT;
ALTER TABLE "user" ADD COLUMN "records_off_at" TIMESTAMPTZ(3);

CREATE TABLE "record_waiting" (
    "connection_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "look_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "record_waiting_pkey" PRIMARY KEY ("connection_id", "attempt_id")
);

-- CreateIndex
CREATE INDEX "record_waiting_connection_id_look_at_idx" ON "record_waiting"("connection_id", "look_at");

-- CreateIndex
CREATE INDEX "record_waiting_attempt_id_idx" ON "record_waiting"("attempt_id");

-- rolling: a connection that a server of before removes takes what waits along
ALTER TABLE "record_waiting" ADD CONSTRAINT "record_waiting_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- rolling: an attempt that a server of before deletes takes what waits along
ALTER TABLE "record_waiting" ADD CONSTRAINT "record_waiting_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
