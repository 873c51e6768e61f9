/** One way to send calls through Ajar, ready to be pasted. */
export type Snippet = { readonly id: string; readonly label: string; readonly code: string };

export type GatewayPlace = {
  /** Where people reach this Ajar, without a slash at the end. */
  readonly publicUrl: string;
  readonly token: string;
  /** Calls without a key get one from Ajar, so the snippet need not send one. */
  readonly addsKey: boolean;
};

/** The same harmless call, `GET /user`, in the languages that integrations are written in. */
export function gatewaySnippets(place: GatewayPlace): readonly Snippet[] {
  return [
    { id: "curl", label: "curl", code: curl(place) },
    { id: "node", label: "Node", code: node(place) },
    { id: "python", label: "Python", code: python(place) },
    { id: "faraday", label: "Ruby, Faraday", code: faraday(place) },
    { id: "net-http", label: "Ruby, Net::HTTP", code: netHttp(place) },
    { id: "go", label: "Go", code: go(place) },
    { id: "php", label: "PHP, Guzzle", code: guzzle(place) },
  ];
}

/** The base URL for programs in which nothing else can be set: the token stands in the path. */
export function pathTokenUrl({ publicUrl, token }: Pick<GatewayPlace, "publicUrl" | "token">): string {
  return `${publicUrl}/kisi/t/${token}`;
}

/**
 * What the OpenTelemetry SDKs read. Header values are percent-encoded there (OpenTelemetry specification, "Specifying
 * headers via environment variables").
 */
export function otelVariables({ publicUrl, token }: Pick<GatewayPlace, "publicUrl" | "token">): string {
  return lines(
    `export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${shell(`${publicUrl}/v1/traces`)}`,
    "export OTEL_EXPORTER_OTLP_TRACES_PROTOCOL='http/protobuf'",
    `export OTEL_EXPORTER_OTLP_TRACES_HEADERS=${shell(`Authorization=${encodeURIComponent(`Bearer ${token}`)}`)}`,
  );
}

function curl({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    `curl -i ${shell(`${publicUrl}/kisi/user`)} \\`,
    `  -H ${shell(`X-Ajar-Token: ${token}`)}${addsKey ? "" : " \\"}`,
    addsKey ? null : '  -H "Authorization: KISI-LOGIN $KISI_API_KEY"',
  );
}

function node({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    `const response = await fetch(${json(`${publicUrl}/kisi/user`)}, {`,
    "  headers: {",
    `    "X-Ajar-Token": ${json(token)},`,
    addsKey ? null : '    Authorization: "KISI-LOGIN " + process.env.KISI_API_KEY,',
    "  },",
    "});",
    "console.log(response.status, await response.json());",
  );
}

function python({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    addsKey ? null : "import os",
    "import requests",
    "",
    "kisi = requests.Session()",
    `kisi.headers["X-Ajar-Token"] = ${json(token)}`,
    addsKey ? null : 'kisi.headers["Authorization"] = f"KISI-LOGIN {os.environ[\'KISI_API_KEY\']}"',
    `response = kisi.get(${json(`${publicUrl}/kisi/user`)})`,
    "print(response.status_code, response.json())",
  );
}

function faraday({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    'require "faraday"',
    "",
    // With a slash at the end, or Faraday drops the path of the base for paths that begin with one.
    `kisi = Faraday.new(url: ${single(`${publicUrl}/kisi/`)}, headers: {`,
    `  "X-Ajar-Token" => ${single(token)},`,
    addsKey ? null : `  "Authorization" => "KISI-LOGIN #{ENV.fetch('KISI_API_KEY')}",`,
    "})",
    'response = kisi.get("user")',
    "puts response.status, response.body",
  );
}

function netHttp({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    'require "net/http"',
    "",
    `uri = URI(${single(`${publicUrl}/kisi/user`)})`,
    "request = Net::HTTP::Get.new(uri)",
    `request["X-Ajar-Token"] = ${single(token)}`,
    addsKey ? null : `request["Authorization"] = "KISI-LOGIN #{ENV.fetch('KISI_API_KEY')}"`,
    'response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|',
    "  http.request(request)",
    "end",
    "puts response.code, response.body",
  );
}

function go({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    "package main",
    "",
    "import (",
    '\t"fmt"',
    '\t"io"',
    '\t"net/http"',
    addsKey ? null : '\t"os"',
    ")",
    "",
    "func main() {",
    `\trequest, err := http.NewRequest("GET", ${json(`${publicUrl}/kisi/user`)}, nil)`,
    ...panicOnError,
    `\trequest.Header.Set("X-Ajar-Token", ${json(token)})`,
    addsKey ? null : '\trequest.Header.Set("Authorization", "KISI-LOGIN "+os.Getenv("KISI_API_KEY"))',
    "\tresponse, err := http.DefaultClient.Do(request)",
    ...panicOnError,
    "\tdefer response.Body.Close()",
    "\tbody, err := io.ReadAll(response.Body)",
    ...panicOnError,
    "\tfmt.Println(response.Status, string(body))",
    "}",
  );
}

const panicOnError = ["\tif err != nil {", "\t\tpanic(err)", "\t}"];

function guzzle({ publicUrl, token, addsKey }: GatewayPlace): string {
  return lines(
    "<?php",
    "require 'vendor/autoload.php';",
    "",
    "$kisi = new GuzzleHttp\\Client([",
    // With a slash at the end, or Guzzle replaces the last part of the path.
    `    'base_uri' => ${single(`${publicUrl}/kisi/`)},`,
    "    'http_errors' => false,",
    "    'headers' => [",
    `        'X-Ajar-Token' => ${single(token)},`,
    addsKey ? null : "        'Authorization' => 'KISI-LOGIN ' . getenv('KISI_API_KEY'),",
    "    ],",
    "]);",
    "$response = $kisi->get('user');",
    "echo $response->getStatusCode(), PHP_EOL, $response->getBody(), PHP_EOL;",
  );
}

function lines(...all: readonly (string | null)[]): string {
  return all.filter((line) => line !== null).join("\n");
}

/** For POSIX shells: nothing is special between single quotes. */
function shell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** For Ruby and PHP, whose single-quoted texts know only `\\` and `\'`, and interpolate nothing. */
function single(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

/** For JavaScript, Python and Go, which all read JSON's texts; other characters than ASCII are escaped. */
function json(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
