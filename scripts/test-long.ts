// The tests that take many minutes, against the production build: `npm run test:long`, or with a file's name only that.
import { spawn } from "node:child_process";
import { buildIfChanged } from "@/tooling/build";

await buildIfChanged(".calot", (line) => process.stdout.write(`${line}\n`));
const child = spawn("vitest", ["run", "--project", "long", ...process.argv.slice(2)], { stdio: "inherit" });
child.once("close", (status) => process.exit(status ?? 1));
