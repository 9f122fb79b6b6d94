-- rolling: yes, because it adds tables and columns of which servers of before know nothing
-- Systems of an institution that Calot is connected to, and people's accounts there
CREATE TABLE "connection" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" TEXT,
    "enabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "connection_kind_check" CHECK ("kind" IN ('oidc'))
);

-- CreateIndex
CREATE UNIQUE INDEX "connection_institution_id_name_key" ON "connection"("institution_id", "name");

-- rolling: no version deletes an institution
ALTER TABLE "connection" ADD CONSTRAINT "connection_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "external_identity" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "connection_id" UUID,
    "label" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3),

    CONSTRAINT "external_identity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "external_identity_institution_id_issuer_subject_key" ON "external_identity"("institution_id", "issuer", "subject");

-- CreateIndex
CREATE INDEX "external_identity_user_id_idx" ON "external_identity"("user_id");

-- rolling: no version deletes an institution
ALTER TABLE "external_identity" ADD CONSTRAINT "external_identity_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- rolling: whoever is deleted by a server of before takes them along
ALTER TABLE "external_identity" ADD CONSTRAINT "external_identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- rolling: servers of before delete no connection
ALTER TABLE "external_identity" ADD CONSTRAINT "external_identity_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Signatures of others' messages that are taken once
CREATE TABLE "used_token" (
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_token_pkey" PRIMARY KEY ("hash")
);

-- By whom somebody was signed in, and how that session is called there
ALTER TABLE "session" ADD COLUMN "connection_id" UUID;
ALTER TABLE "session" ADD COLUMN "provider_session" TEXT;
ALTER TABLE "session" ADD COLUMN "id_token" TEXT;

-- rolling: servers of before leave it empty
ALTER TABLE "session" ADD CONSTRAINT "session_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;
