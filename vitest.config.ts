import { defineConfig } from "vitest/config";

// An odd zone, so that code which forgets to name one fails.
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  test: {
    restoreMocks: true,
    // Only against tests that hang: no test may depend on the speed of the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["{lib,app,components,scripts}/**/*.test.ts"] } },
      {
        extends: true,
        // Against the built server, over real sockets: one file at a time, so that they do not slow each other down.
        test: {
          name: "black-box",
          include: ["e2e/**/*.blackbox.test.ts"],
          fileParallelism: false,
        },
      },
    ],
  },
});
