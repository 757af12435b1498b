import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "demo/**/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: 60_000, // Decoders are tried with hundreds of MB and thousands of bent messages.
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false, // One browser at a time: two cores.
        },
      },
    ],
  },
});
