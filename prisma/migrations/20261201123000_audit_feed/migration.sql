-- rolling: yes, because it adds a table of which servers of before know nothing, and they leave out connections of kinds they do not know
-- Up to where the audit trail was taken by what a connection hands it to
CREATE TABLE "audit_feed" (
    "connection_id" UUID NOT NULL,
    "cursor" BIGINT NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "send_after" TIMESTAMPTZ(3),
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "audit_feed_pkey" PRIMARY KEY ("connection_id")
);
-- rolling: servers of before remove no connection of this kind
ALTER TABLE "audit_feed" ADD CONSTRAINT "audit_feed_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
