import { controlPath } from "#lib/simulator/control";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";

// A local Kisi for trying things out. PORT (default 4010; 0 takes a free one) and SEED (default 1) may be set.
const port = numberFrom("PORT", 4010, 65_535);
const seed = numberFrom("SEED", 1, 2 ** 32 - 1);

const simulator = createSimulator({ clock: systemClock, seed });
const server = await startSimulatorServer({ simulator, port, gzip: true }).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
console.log(
  `Simulated Kisi on ${server.origin} (seed ${seed}), key "Authorization: KISI-LOGIN ${sampleKeys.owner}"; ` +
    `scenarios: curl ${server.origin}${controlPath}/scenarios --json '{"preset":"outage"}' (GET ${controlPath} lists them)`,
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}

function numberFrom(name: string, preset: number, max: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return preset;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  console.error(`${name} must be a whole number from 0 to ${max}, for example ${preset}; it is "${text}"`);
  process.exit(1);
}
