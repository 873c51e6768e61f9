import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// An odd zone, so that code which forgets to name one fails.
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  test: {
    restoreMocks: true,
    // Only against tests that hang: no test may depend on the speed of the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // Files share a process and its modules: to load them anew for each of several hundred took half of the time.
    // So no test may leave anything behind in a module or in the process.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,app,components,scripts}/**/*.test.ts"],
          // One more than there are cores: some files wait for the disk, and for processes that they kill.
          maxWorkers: availableParallelism() + 1,
        },
      },
      {
        extends: true,
        // Against the built server, over real sockets: three files at a time, because much of it is waiting for a server
        // to start or an alert to fall due, and more would only slow each other down.
        test: {
          name: "black-box",
          include: ["e2e/**/*.blackbox.test.ts"],
          maxWorkers: 3,
          // A test starts up to five servers, each a quarter of a minute on a machine that has other work.
          testTimeout: 180_000,
        },
      },
    ],
  },
});
