import { apiRoute } from "#lib/http/api-route";
import { instantOf } from "#lib/http/instant-of";
import { problemsOperations } from "#lib/http/problems-operations";
import { viewProblem, viewProblemDetail } from "#lib/http/problems-views";
import { addNote, changeProblem, getProblem } from "#lib/problems/change-problem";
import { readProblem } from "#lib/problems/read-problem";
import { resolveRange } from "#lib/time/range";

export const GET = apiRoute(problemsOperations.getProblem, async ({ app, query, param }) => {
  const { from, to, last, bucket, tz: timeZone, ...senders } = query;
  const range = resolveRange({ from, to, last }, app.clock.now());
  const { count429 } = app.riskSettings.read();
  const asked = { range, senders, bucket, timeZone, count429 };
  return viewProblemDetail(await readProblem(app.store, param("problemId"), asked));
});

export const PATCH = apiRoute(problemsOperations.changeProblem, async ({ app, caller, body, param }) => {
  const { action, inNextDeploy, muteUntil } = body;
  // A key that is pasted by mistake is never written to disk.
  const note = body.note && app.recorder.redactText(body.note);
  const id = param("problemId");
  const author = caller.kind === "token" ? `${caller.name} (API)` : caller.account.email;
  const mark = { author, nowMs: app.clock.now(), note };
  if (action === undefined) {
    await addNote(app.store, id, note ?? "", mark);
    return viewProblem(await getProblem(app.store, id));
  }
  const until = muteUntil && "at" in muteUntil ? { atMs: instantOf(muteUntil.at) } : muteUntil;
  const { problem } = await changeProblem(app.store, id, { action, inNextDeploy, muteUntil: until }, mark);
  return viewProblem(problem);
});
