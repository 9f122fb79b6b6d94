-- What was told before an exam opened counts on (FIGURES_VERSION 2). Where nothing was answered yet, nothing is to be made
-- anew.
UPDATE "figures_state" SET "version" = 2 WHERE NOT EXISTS (SELECT 1 FROM "attempt");
