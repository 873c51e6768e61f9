import next from "next";
import { AppError } from "#lib/errors";
import { readyLine } from "#lib/front/ready-line";
import { type RunningAjar, startAjar } from "#lib/front/start";
import { readEnv } from "#lib/server/env";
import packageJson from "./package.json" with { type: "json" };

const development = process.argv.includes("--dev");

try {
  const ajar = await startAjar({
    env: readEnv(process.env),
    development,
    demo: false,
    version: packageJson.version,
    prepareNext: async ({ host, port }) => {
      const server = next({ dev: development, dir: import.meta.dirname, hostname: host, port });
      await server.prepare();
      return server.getRequestHandler();
    },
  });
  stopOnSignals(ajar);
  process.stdout.write(`${await readyLine(ajar.app)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}

/** The exit codes that a shell gives to a process ended by these signals. */
function stopOnSignals(ajar: RunningAjar): void {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      ajar.app.log.info({ signal }, "stopping");
      void ajar.stop().then(
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
