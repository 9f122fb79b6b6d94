-- What is kept says of which version of Calot it is (lib/domain/kept-figures/layout.ts).
ALTER TABLE "figures_state" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
