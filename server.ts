import next from "next";
import { type Demo, prepareDemo } from "#lib/demo/demo";
import { AppError } from "#lib/errors";
import { readyLine } from "#lib/front/ready-line";
import { type RunningAjar, startAjar } from "#lib/front/start";
import { readEnv } from "#lib/server/env";
import packageJson from "./package.json" with { type: "json" };

const development = process.argv.includes("--dev");
const wantsDemo = process.argv.includes("--demo");
// A little more than requests in flight are given, and less than most supervisors wait before they kill.
const stopWithinMs = 15_000;

try {
  const env = readEnv(process.env);
  const demo = wantsDemo ? await prepareDemo(env) : null;
  const ajar = await startAjar({
    env: demo?.env ?? env,
    development,
    demo: demo !== null,
    version: packageJson.version,
    prepareNext: async ({ host, port }) => {
      const server = next({ dev: development, dir: import.meta.dirname, hostname: host, port });
      await server.prepare();
      return server.getRequestHandler();
    },
  });
  stopOnSignals(ajar, demo);
  process.stdout.write(`${await readyLine(ajar.app)}\n`);
  await demo?.play(ajar.app, ajar.address);
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}

/** The exit codes that a shell gives to a process ended by these signals. */
function stopOnSignals(ajar: RunningAjar, demo: Demo | null): void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      ajar.app.log.info({ signal }, "stopping");
      setTimeout(() => {
        ajar.app.log.error("stopping took too long; what was still under way is cut off");
        process.exit(exitCodes[signal]);
      }, stopWithinMs).unref();
      const stopped = demo ? demo.stop(ajar.stop) : ajar.stop();
      void stopped.then(
        () => process.exit(exitCodes[signal]),
        (error: unknown) => {
          ajar.app.log.fatal({ err: error }, "could not stop in order");
          process.exit(1);
        },
      );
    });
  }
  process.on("unhandledRejection", (error) => ajar.app.log.error({ err: error }, "a promise was left unhandled"));
}
