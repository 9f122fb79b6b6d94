-- rolling: no, because servers of before refuse to start on any migration that they don't know
-- Migrations that servers of the version before may go on beside: written by calot migrate from their first lines, and
-- read by those servers, which have no such file
CREATE TABLE "rolling_migration" (
    "name" TEXT NOT NULL,
    "because" TEXT NOT NULL,

    CONSTRAINT "rolling_migration_pkey" PRIMARY KEY ("name")
);
