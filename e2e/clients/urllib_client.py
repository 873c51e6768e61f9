"""Makes the calls that come on stdin with urllib, and says what came back: see ../client-script.ts."""

import base64
import json
import sys
import urllib.error
import urllib.request


def make(base, headers, call):
    body = call.get("body")
    request = urllib.request.Request(
        base + call["path"],
        data=None if body is None else body.encode(),
        headers={**headers, **call["headers"]},
        method=call["method"],
    )
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return {
            "status": answer.status,
            "reason": answer.reason,
            "headers": answer.headers.items(),
            "body": base64.b64encode(answer.read()).decode(),
        }


plan = json.load(sys.stdin)
json.dump([make(plan["base"], plan["headers"], call) for call in plan["calls"]], sys.stdout)
