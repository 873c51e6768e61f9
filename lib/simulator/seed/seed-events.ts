import { recordEvent } from "#lib/simulator/events";
import { cycle, type Seeding } from "#lib/simulator/seed/seeding";
import type { Row } from "#lib/simulator/table";

const hourMs = 3_600_000;
const daysBack = 14;

/** Two weeks of unlocks up to the moment the world is made, a few of them refused. */
export function seedEvents({ world, random }: Seeding, locks: readonly Row[], users: readonly Row[]): void {
  const nowMs = world.nowMs();
  const count = locks.length * daysBack;
  for (let index = 0; index < count; index++) {
    const atMs = Math.floor(nowMs - ((count - index) / count) * daysBack * 24 * hourMs);
    const refused = random.chance(0.03);
    recordEvent(world, {
      atMs,
      type: "lock.unlock",
      actor: cycle(users, random.integer(0, users.length - 1)),
      object: cycle(locks, random.integer(0, locks.length - 1)),
      ...(refused && { error: { code: "f35ade", message: "Your access is no longer valid." } }),
    });
  }
}
