import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port";
import { ended } from "./start-calot";

/** An nginx with TLS before web processes of this machine. */
export type Nginx = {
  readonly url: string;
  /** What its certificate is signed by. */
  readonly ca: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const PROGRAM = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"].find(existsSync);

/** Why there is none; null where there is. */
export const whyNoNginx: string | null = PROGRAM ? null : "This machine has no nginx.";

/** By the files that deployments have, deploy/nginx. */
export async function startNginx(webPorts: readonly number[]): Promise<Nginx> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-nginx-"));
  await chmod(folder, 0o755);
  const [port, plain] = [await freePort(), await freePort()];
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", certificate, ...subject], {
    stdio: "ignore",
  });
  const upstream = (await readFile("deploy/nginx/upstream-local.conf", "utf8")).replace(
    /( +server .*\n)+/,
    webPorts.map((web) => `  server 127.0.0.1:${web} max_fails=2 fail_timeout=5s;\n`).join(""),
  );
  const site = (await readFile("deploy/nginx/calot.conf", "utf8"))
    .replace("listen 80;", `listen 127.0.0.1:${plain};`)
    .replace("listen 443 ", `listen 127.0.0.1:${port} `)
    .replaceAll("/etc/nginx/tls", folder);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join("\n");
  await writeFile(
    path.join(folder, "nginx.conf"),
    `worker_processes 2;
pid ${path.join(folder, "pid")};
error_log stderr crit;
events { worker_connections 4096; }
http {
${temporary}
${upstream}
${site}
}
`,
  );
  let child: ChildProcess | null = null;
  const nginx: Nginx = {
    url: `https://localhost:${port}`,
    ca: await readFile(certificate, "utf8"),
    async kill() {
      // Its workers end with it, rather than go on by themselves.
      await ended(child, "SIGTERM");
      child = null;
    },
    async start() {
      child = spawn(PROGRAM!, ["-c", path.join(folder, "nginx.conf"), "-p", folder, "-g", "daemon off;"], {
        stdio: "ignore",
      });
    },
    async stop() {
      await ended(child, "SIGTERM");
      await rm(folder, { recursive: true, force: true });
    },
  };
  await nginx.start();
  return nginx;
}
