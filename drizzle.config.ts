import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: [
    "./lib/store/sqlite/schema.ts",
    "./lib/store/sqlite/integration-schema.ts",
    "./lib/store/sqlite/people-schema.ts",
    "./lib/store/sqlite/sign-in-schema.ts",
    "./lib/store/sqlite/second-factor-schema.ts",
    "./lib/store/sqlite/audit-schema.ts",
    "./lib/store/sqlite/report-schema.ts",
    "./lib/store/sqlite/alert-schema.ts",
    "./lib/store/sqlite/problem-schema.ts",
  ],
  out: "./drizzle",
});
