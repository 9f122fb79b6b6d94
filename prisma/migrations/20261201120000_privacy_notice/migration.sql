-- rolling: yes, because servers of before neither read nor write any of it, and nothing is in force until somebody says so
-- What an institution tells people of their data, in each wording that it had
CREATE TABLE "privacy_notice" (
    "institution_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "substantial" BOOLEAN NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "privacy_notice_pkey" PRIMARY KEY ("institution_id", "version")
);
-- rolling: servers of before make none
ALTER TABLE "privacy_notice" ADD CONSTRAINT "privacy_notice_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "privacy_acceptance" (
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "privacy_acceptance_pkey" PRIMARY KEY ("user_id", "version")
);
-- rolling: whoever is deleted by a server of before takes them along by another id
ALTER TABLE "privacy_acceptance" ADD CONSTRAINT "privacy_acceptance_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- From which wording on people have to have accepted one. Null: none is in force
ALTER TABLE "institution" ADD COLUMN "privacy_required" INTEGER;
