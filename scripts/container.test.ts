import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readDockerfile, readEnvWords } from "./container/read-dockerfile";

// No container engine runs where this suite does, so what one would be given is checked instead;
// `node scripts/container-steps.ts` also carries the steps out.

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const stages = readDockerfile(read("Dockerfile"));
const final = stages.at(-1);
const textsOf = (name: string) => final?.instructions.filter((one) => one.name === name).map(({ text }) => text) ?? [];

test("both stages stand on the very Node that the project brings", () => {
  const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
  expect(stages.map(({ image }) => image)).toEqual(Array(2).fill(`node:${dependencies.node}-bookworm-slim`));
});

test("it does not run as root, and its last step needs no shell", () => {
  expect(textsOf("USER")).toEqual(["node"]);
  expect(textsOf("CMD")).toEqual(['["node", "server.ts"]']);
  const names = final?.instructions.map(({ name }) => name) ?? [];
  expect(names.indexOf("USER")).toBeGreaterThan(names.lastIndexOf("RUN"));
});

test("packages run no scripts, and nothing is fetched beside the registry", () => {
  const texts = stages.flatMap(({ instructions }) => instructions);
  for (const { name, text } of texts) {
    if (/npm (ci|install|prune)/.test(text)) expect(text).toContain("--ignore-scripts");
    expect(text).not.toMatch(/\b(curl|wget|https?:\/\/(?!127\.0\.0\.1))/);
    expect(name).not.toBe("ADD");
  }
});

test("it keeps its data in the one volume, and tells whether it is alive", () => {
  expect(textsOf("VOLUME")).toEqual(["/data"]);
  expect(readEnvWords(textsOf("ENV").join(" "))).toMatchObject({ AJAR_DATA_DIR: "/data", HOST: "0.0.0.0" });
  expect(textsOf("HEALTHCHECK")).toHaveLength(1);
});

test("nothing enters the build that is not named", () => {
  const [first, ...rest] = read(".dockerignore").trim().split("\n");
  expect(first).toBe("*");
  expect(rest).not.toContain("!data");
  expect(rest.filter((line) => line.startsWith("!"))).not.toHaveLength(0);
});

test("every service of compose.yaml gives up what it does not need", () => {
  const { services } = parse(read("compose.yaml")) as { services: Record<string, Record<string, unknown>> };
  for (const service of Object.values(services)) {
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.security_opt).toEqual(["no-new-privileges:true"]);
    expect(service.privileged).toBeUndefined();
    expect(String(service.image ?? "")).not.toMatch(/:latest$|^[^:]+[^:\w]$/);
  }
  expect(services.ajar).toMatchObject({ read_only: true, tmpfs: ["/tmp"], volumes: ["data:/data"] });
  // Reached from this machine alone; what stands in front with TLS reaches it inside.
  expect(services.ajar?.ports).toEqual(["127.0.0.1:3000:3000"]);
});
