import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { freePort } from "@/tooling/free-port";
import { readS3Place } from "./s3-place";
import { pieceSpool } from "./s3-spool";
import { s3Store } from "./s3-store";
import { storageContract } from "./testing/contract";

const run = promisify(execFile);
const folder = await mkdtemp(path.join(tmpdir(), "calot-moto-"));
const bin = (name: string): string => path.join(folder, "venv/bin", name);

/** Its requests are not checked; all after them are, signatures by botocore. */
const SET_UP = `
import boto3, sys
at = dict(endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
iam, s3 = boto3.client("iam", **at), boto3.client("s3", **at)
iam.create_user(UserName="calot")
iam.put_user_policy(UserName="calot", PolicyName="all", PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}')
s3.create_bucket(Bucket="frames")
s3.create_bucket(Bucket="versions")
s3.put_bucket_versioning(Bucket="versions", VersioningConfiguration={"Status": "Enabled"})
key = iam.create_access_key(UserName="calot")["AccessKey"]
print(key["AccessKeyId"], key["SecretAccessKey"])
`;
const SET_UP_REQUESTS = 6;

/** moto's server, which others wrote by Amazon's description, in a Python of its own; null where that can't be had. */
async function startMoto(): Promise<{ endpoint: string; stop: () => Promise<void> } | null> {
  try {
    await run("python3", ["-m", "venv", path.join(folder, "venv")]);
    await run(bin("pip"), ["install", "--quiet", "moto[s3,iam,server]"], { timeout: 300_000 });
  } catch {
    return null;
  }
  const port = await freePort();
  const server = spawn(bin("moto_server"), ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: String(SET_UP_REQUESTS) },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const answers = () =>
    run(bin("python"), ["-c", `import socket; socket.create_connection(("127.0.0.1", ${port}))`]);
  for (
    let tries = 0;
    !(await answers().then(
      () => true,
      () => false,
    ));
    tries += 1
  ) {
    if (tries === 100) throw new Error("moto doesn’t start");
    await sleep(200);
  }
  const { stdout } = await run(bin("python"), ["-c", SET_UP, endpoint]);
  const [id, secret] = stdout.trim().split(" ");
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret });
  const stop = async (): Promise<void> => {
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  };
  return { endpoint, stop };
}

const moto = await startMoto();
afterAll(async () => {
  await moto?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!moto)("moto’s object storage (python3 with venv and pip is needed)", () => {
  const openAt = (bucket: string) =>
    s3Store(readS3Place(`s3://${bucket}/pre/fix?endpoint=${encodeURIComponent(moto!.endpoint)}`));

  for (const bucket of ["frames", "versions"]) {
    storageContract(`moto’s ${bucket}`, async () => {
      const spools = ["one", "two"].map((each) =>
        pieceSpool(openAt(bucket), path.join(folder, bucket, each)),
      );
      return { store: openAt(bucket), spools: [spools[0]!, spools[1]!] };
    });
  }

  test("that has no such bucket says so", async () => {
    await expect(openAt("none").check()).rejects.toThrow("has no such bucket");
    await expect(openAt("none").get("a/b")).rejects.toThrow("has no such bucket");
  });

  test("refuses keys that are wrong", async () => {
    process.env.OTHER_ACCESS_KEY_ID = process.env.AWS_ACCESS_KEY_ID;
    process.env.OTHER_SECRET_ACCESS_KEY = "another";
    const place = readS3Place(`s3://frames?endpoint=${encodeURIComponent(moto!.endpoint)}&keys=OTHER`);
    await expect(s3Store(place).check()).rejects.toThrow("refuses the keys (SignatureDoesNotMatch)");
  });

  test("keeps no version of what is removed for good", async () => {
    const store = openAt("versions");
    for (const text of ["a", "b"]) await store.put("things/z", Buffer.from(text));
    await store.remove("things/z");
    const list = `import boto3, os; print(boto3.client("s3", endpoint_url="${moto!.endpoint}", region_name="us-east-1").list_object_versions(Bucket="versions", Prefix="pre/fix/things/z"))`;
    const { stdout } = await run(bin("python"), ["-c", list]);
    expect(stdout).toContain("pre/fix/things/z");
    expect(stdout).not.toMatch(/'VersionId'|DeleteMarkers/);
  });
});
