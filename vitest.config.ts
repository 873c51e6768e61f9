import { defineConfig } from "vitest/config";

// An odd zone, so that code which forgets to name one fails.
process.env.TZ = "Asia/Kathmandu";

export default defineConfig({
  test: {
    include: ["lib/**/*.test.ts", "app/**/*.test.ts", "components/**/*.test.ts", "scripts/**/*.test.ts"],
    restoreMocks: true,
  },
});
