# Makes the calls that come on stdin with Net::HTTP, and says what came back: see ../client-script.ts.
require "json"
require "net/http"

def make(http, base_path, headers, call)
  type = Net::HTTP.const_get(call["method"].capitalize)
  request = type.new(base_path + call["path"], headers.merge(call["headers"]))
  # Said here, so that Net::HTTP does not unpack the answer by itself.
  request["Accept-Encoding"] ||= "identity"
  request.body = call["body"] if call["body"]
  answer = http.request(request)
  {
    status: answer.code.to_i,
    reason: answer.message,
    headers: answer.to_hash.flat_map { |name, values| values.map { |value| [name, value] } },
    body: [answer.body || ""].pack("m0")
  }
end

plan = JSON.parse($stdin.read)
base = URI(plan["base"])
said = Net::HTTP.start(base.host, base.port) do |http|
  plan["calls"].map { |call| make(http, base.path, plan["headers"], call) }
end
puts JSON.generate(said)
