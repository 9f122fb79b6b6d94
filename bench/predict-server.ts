// A chat server of known capacity in a process of its own: prints its address, and ends when its input does.
import { startStandIn } from "@/lib/vlm/testing/stand-in-server";

const [atOnce, delayMs] = process.argv.slice(2).map(Number);
const server = await startStandIn({ atOnce: atOnce!, delayMs: delayMs!, remembers: false });
process.stdout.write(`${server.baseUrl}\n`);
process.stdin.on("end", () => process.exit()).resume();
