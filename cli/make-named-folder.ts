import path from "node:path";
import { makeFolder } from "@/lib/make-folder";
import { CommandError } from "@/tooling/command-error";

/** Makes a folder that whoever runs a command has named. @throws CommandError where it can’t be made */
export async function makeNamedFolder(folder: string): Promise<void> {
  await makeFolder(path.resolve(folder)).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`The folder ${folder} can’t be made: ${cause.message}.`);
  });
}
