-- rolling: yes, because it adds a table and a column of which servers of before know nothing
-- What waits to be told to other systems, was told, or was given up
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "connection_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID,
    "title" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sent_version" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tried_since" TIMESTAMPTZ(3),
    "lease" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "dead_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_version_check" CHECK ("sent_version" <= "version"),
    CONSTRAINT "delivery_lease_check" CHECK (("lease" IS NULL) = ("lease_until" IS NULL))
);

CREATE UNIQUE INDEX "delivery_connection_id_subject_key" ON "delivery"("connection_id", "subject");
CREATE INDEX "delivery_due_idx" ON "delivery"("due_at") WHERE "version" > "sent_version" AND "dead_at" IS NULL;
CREATE INDEX "delivery_user_id_idx" ON "delivery"("user_id");

-- rolling: servers of before delete it along
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- rolling: whoever is deleted by a server of before takes it along
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until when the other system asked to be left alone
ALTER TABLE "connection" ADD COLUMN "held_until" TIMESTAMPTZ(3);
