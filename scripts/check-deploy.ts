// Checks what stands in deploy/ by the very programs that will read it, as far as they are on this machine, and says which
// are not:  npm run check-deploy
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const home = mkdtempSync(path.join(tmpdir(), "calot-deploy-"));
const CHART = "deploy/helm/calot";
const DEBIANS_GO = { GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOCACHE: path.join(home, "go") };

/** A chart as a hospital may set it, beside the one that sets nothing. */
const VALUES = `
storage: { url: "s3://frames/calot?endpoint=https://s3.hospital.example&region=eu" }
image: { tag: "1", pullSecrets: [{ name: registry }] }
web:
  autoscaling: { enabled: false }
  tolerations: [{ key: calot, operator: Exists }]
  nodeSelector: { disk: ssd }
ingress: { enabled: false }
backup: { enabled: true, existingClaim: backups }
metrics: { podMonitor: { enabled: true }, alerts: { enabled: true }, dashboard: { enabled: true } }
`;

class Missing extends Error {}

/** @returns what a program says on standard output */
function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function isHere(program: string): boolean {
  try {
    run("sh", ["-c", 'command -v "$1"', "sh", program]);
    return true;
  } catch {
    return false;
  }
}

/** @returns the first of the programs that is here, @throws Missing where none is */
function oneOf(...programs: readonly string[]): string {
  const found = programs.find(isHere);
  if (!found) throw new Missing(`no ${programs.join(" and no ")} here`);
  return found;
}

function checkCompose(): string {
  const settings = path.join(home, "compose.env");
  const example = readFileSync("deploy/.env.example", "utf8");
  writeFileSync(settings, example.replaceAll(/=$/gm, "=0123456789abcdef"));
  const config = ["--env-file", settings, "-f", "deploy/compose.yaml", "config", "--quiet"];
  const program = oneOf("docker-compose", "docker");
  run(program, program === "docker" ? ["compose", ...config] : config);
  return program;
}

/** The chart's objects, by Helm, or by what it is made of. */
function render(
  release: string,
  values: readonly string[],
): { readonly by: string; readonly objects: string } {
  if (isHere("helm")) {
    const given = values.flatMap((file) => ["--values", file]);
    return { by: "helm", objects: run("helm", ["template", release, CHART, ...given]) };
  }
  const go = [..."/usr/lib/go-1.19/bin/go /usr/bin/go".split(" ")].find((file) => existsSync(file));
  if (!go || !existsSync(path.join(DEBIANS_GO.GOPATH, "src/github.com/Masterminds/sprig"))) {
    throw new Missing(
      "no helm here, and not Debian's golang-github-masterminds-sprig-dev and golang-k8s-sigs-yaml-dev",
    );
  }
  const args = ["run", "deploy/helm/render/main.go", release, CHART, ...values];
  return { by: "deploy/helm/render, not helm itself", objects: run(go, args, DEBIANS_GO) };
}

function checkChart(): string {
  const values = path.join(home, "values.yaml");
  writeFileSync(values, VALUES);
  const charts = [render("calot", []), render("teaching", [values])];
  const validate = oneOf("kubernetes-validate");
  for (const [index, { objects }] of charts.entries()) {
    const file = path.join(home, `chart-${index}.yaml`);
    writeFileSync(file, objects);
    for (const version of ["1.28", "1.34"]) {
      run(validate, ["--strict", "--quiet", "--kubernetes-version", version, file]);
    }
  }
  return `${charts[0]!.by}; objects by kubernetes-validate, as of Kubernetes 1.28 and 1.34`;
}

function checkUnits(): string {
  const units = path.join(home, "systemd");
  cpSync("deploy/systemd", units, { recursive: true });
  // A unit is refused where its program or its folder is not there.
  const analyze = oneOf("systemd-analyze");
  const text = (unit: string) => readFileSync(path.join(units, unit), "utf8");
  for (const unit of globSync("*.service", { cwd: units })) {
    writeFileSync(path.join(units, unit), text(unit).replaceAll("/opt/calot/bin/node", process.execPath));
  }
  const names = globSync("*.*", { cwd: units }).filter((name) => !name.endsWith(".d"));
  const started = names.map((name) => name.replace("@.", "@3001."));
  run(analyze, ["verify", "--man=no", ...started], { SYSTEMD_UNIT_PATH: `${units}:` });
  return analyze;
}

function checkProxy(): string {
  const nginx = oneOf("nginx", "/usr/sbin/nginx");
  const tls = path.join(home, "tls");
  mkdirSync(tls);
  const [key, certificate] = [path.join(tls, "key.pem"), path.join(tls, "cert.pem")];
  const self = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost".split(" ");
  run("openssl", [...self, "-keyout", key, "-out", certificate]);
  const site = readFileSync("deploy/nginx/calot.conf", "utf8").replaceAll("/etc/nginx/tls", tls);
  const version = /nginx\/(\d+)\.(\d+)\.(\d+)/
    .exec(run("sh", ["-c", `${nginx} -v 2>&1`]))!
    .slice(1)
    .map(Number);
  // Names that are asked for again are in nginx since 1.27.3.
  const resolves = version[0]! > 1 || version[1]! > 27 || (version[1] === 27 && version[2]! >= 3);
  const upstreams = resolves ? ["local", "compose"] : ["local"];
  for (const name of upstreams) {
    const upstream = readFileSync(`deploy/nginx/upstream-${name}.conf`, "utf8");
    const file = path.join(home, `nginx-${name}.conf`);
    writeFileSync(file, `pid ${home}/nginx.pid;\nevents {}\nhttp {\n${upstream}\n${site}\n}\n`);
    run(nginx, ["-t", "-q", "-c", file]);
  }
  return `nginx ${version.join(".")}${resolves ? "" : ", which is too old for upstream-compose.conf: that was not read"}`;
}

function checkAlerts(): string {
  const promtool = oneOf("promtool");
  run(promtool, ["check", "rules", "deploy/prometheus/alerts.yaml"]);
  return promtool;
}

let failed = 0;
for (const [what, check] of Object.entries({
  "deploy/compose.yaml": checkCompose,
  "deploy/helm/calot": checkChart,
  "deploy/nginx": checkProxy,
  "deploy/prometheus/alerts.yaml": checkAlerts,
  "deploy/systemd": checkUnits,
})) {
  try {
    process.stdout.write(`${what}: right, by ${check()}\n`);
  } catch (error) {
    if (error instanceof Missing) process.stdout.write(`${what}: not checked: ${error.message}\n`);
    else {
      failed++;
      const said = error as { readonly stderr?: string; readonly message: string };
      process.stdout.write(`${what}: wrong\n${said.stderr || said.message}\n`);
    }
  }
}
rmSync(home, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
