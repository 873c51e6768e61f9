import { expect, test } from "vitest";
import { startAjar } from "./ajar-process";
import { callThrough, openTo, tokens } from "./gateway-client";
import { startStubUpstream } from "./stub-upstream";

const key = "0123456789abcdef0123456789abcdef";

test("Prometheus reads what went through the gateway, and nobody without a token does", async () => {
  await using upstream = await startStubUpstream(key);
  await using ajar = await startAjar({ env: openTo(upstream.origin) });
  const read = (headers: Record<string, string> = {}, method = "GET") =>
    fetch(`${ajar.origin}/metrics`, { method, headers });
  const authorization = `Bearer ${tokens.api}`;

  await callThrough(ajar, "/locks/7", { headers: { authorization: `KISI-LOGIN ${key}` } });
  await callThrough(ajar, "/locks/8", { headers: { authorization: "KISI-LOGIN nobody" } });
  const answer = await read({ authorization });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const text = await answer.text();
  const labels = (statusClass: string, outcome: string) =>
    `{method="GET",route="/locks/{id}",status_class="${statusClass}",outcome="${outcome}",integration="default"}`;
  expect(text).toContain(`ajar_attempts_total${labels("2xx", "success")} 1`);
  expect(text).toContain(`ajar_attempts_total${labels("4xx", "client_error")} 1`);
  expect(text).toContain("ajar_attempt_duration_seconds_count 2");
  expect(text).toContain("ajar_store_errors_total 0");

  expect((await read()).status).toBe(401);
  expect((await read({ authorization: "Bearer something-else-altogether" })).status).toBe(401);
  expect((await read({ authorization }, "DELETE")).status).toBe(405);
});
