import {
  type Finding,
  fault,
  NOT_FOR_WORK,
  ok,
  type Purpose,
  skipped,
  WHERE_WORK_ALONE,
  warning,
} from "./finding";
import { judgeClock } from "./judge-database";

/** Why a port can't be listened on: another program has it, Calot itself, or this user may not. */
export type PortState = "free" | "calot" | "taken" | "forbidden" | "no-address";

export type MachineFacts = {
  /** As `process.version` has it. */
  readonly node: string;
  readonly memoryMb: number;
  readonly built: boolean;
  readonly ports: readonly { readonly variable: string; readonly port: number; readonly state: PortState }[];
  readonly storage: StorageFacts;
};

export type StorageFacts = {
  readonly where: string;
  /** Why nothing can be kept there, in a sentence; null where something can. */
  readonly problem: string | null;
  /** How far its clock is ahead of this machine's, in milliseconds; null where that can't be told. */
  readonly aheadMs: number | null;
  /** Null where it is no disk. */
  readonly freeMb: number | null;
};

type Limits = {
  readonly CHORES: "on" | "off";
  readonly UPLOAD_MEMORY_MB: number;
  readonly UPLOAD_LIMIT_MB: number;
};

/** What this machine, and the place of the frames, are like. */
export const judgeMachine = (facts: MachineFacts, limits: Limits, purpose: Purpose): readonly Finding[] => [
  judgeNode(facts),
  judgeMemory(facts, purpose === "web" && limits.CHORES === "off" ? 0 : limits.UPLOAD_MEMORY_MB),
  purpose === "web" ? judgeBuild(facts) : skipped("build", NOT_FOR_WORK),
  ...facts.ports.map(judgePort),
  ...judgeStorage(facts.storage, limits),
];

function judgeNode({ node }: MachineFacts): Finding {
  const [major = 0, minor = 0] = node.replace(/^v/, "").split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    return fault("node", `Node ${node} is too old.`, "Run “npm ci”, which brings Node 24, or install it.");
  return ok("node", `Node ${node}`);
}

/** What a web process takes under load. */
const SERVER_MB = 700;

/** @param uploadMb what the reading of an upload takes beside the process; 0 where none are read */
function judgeMemory({ memoryMb }: MachineFacts, uploadMb: number): Finding {
  const says = `${inGb(memoryMb)} for this process and its like`;
  if (memoryMb < SERVER_MB)
    return fault("memory", `${says}: too little.`, `Give it ${inGb(SERVER_MB + uploadMb)} or more.`);
  if (memoryMb < SERVER_MB + uploadMb) {
    return warning(
      "memory",
      `${says}: a large upload could end the server.`,
      `Set UPLOAD_MEMORY_MB to ${Math.max(256, memoryMb - SERVER_MB)}, or let “calot work” read uploads elsewhere.`,
    );
  }
  return ok("memory", says);
}

const inGb = (mb: number): string => `${(mb / 1000).toFixed(1)} GB`;

function judgeBuild({ built }: MachineFacts): Finding {
  return built
    ? ok("build", "the pages are built")
    : fault(
        "build",
        "The pages are not built: web servers have nothing to send.",
        `Run “npm run build”. ${WHERE_WORK_ALONE}`,
      );
}

function judgePort({ variable, port, state }: MachineFacts["ports"][number]): Finding {
  const check = `port ${port}`;
  switch (state) {
    case "free":
      return ok(check, "is free");
    case "calot":
      return ok(check, "Calot answers there already");
    case "taken":
      return fault(check, "Another program has it.", `Choose another one: ${variable}=${port + 1}.`);
    case "forbidden":
      return fault(check, "This user may not have it.", `Choose one above 1023: ${variable}=3000.`);
    case "no-address":
      return fault(
        check,
        "This machine has no such address.",
        `Set ${variable === "METRICS_PORT" ? "METRICS_HOST" : "HOST"} to an address of this machine, or 0.0.0.0.`,
      );
  }
}

const LITTLE_MB = 1_000;

function judgeStorage(
  { where, problem, aheadMs, freeMb }: StorageFacts,
  { UPLOAD_LIMIT_MB }: Limits,
): Finding[] {
  if (problem !== null) {
    return [
      fault(
        "storage",
        problem,
        "docs/operating.md says what to do, below “A folder that is refused” and “Storage”.",
      ),
      skipped("room", "the frames can’t be kept at all"),
    ];
  }
  const findings = [ok("storage", `${where} is written and read`)];
  if (aheadMs !== null) findings.push(judgeClock("clock of storage", aheadMs));
  if (freeMb === null) return findings;
  const says = `${inGb(freeMb)} are free for frames and uploads`;
  if (freeMb < LITTLE_MB) findings.push(fault("room", `${says}.`, "Make room, or mount a larger disk."));
  else if (freeMb < 2 * UPLOAD_LIMIT_MB) {
    findings.push(
      warning(
        "room",
        `${says}: not enough for the largest upload twice.`,
        "Make room, or lower UPLOAD_LIMIT_MB.",
      ),
    );
  } else findings.push(ok("room", says));
  return findings;
}
