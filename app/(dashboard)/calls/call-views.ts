/** The questions that are asked most, as filters. Each sets all of these params, so that views never mix. */
export const viewParams = ["outcome", "statusClass", "minRetries"] as const;

type View = { readonly label: string; readonly params: Readonly<Partial<Record<(typeof viewParams)[number], string>>> };

export const callViews: readonly View[] = [
  { label: "All", params: {} },
  { label: "Failures", params: { outcome: "client_error,rate_limited,server_error,network_error" } },
  { label: "4xx", params: { outcome: "client_error" } },
  { label: "429", params: { outcome: "rate_limited" } },
  { label: "5xx", params: { outcome: "server_error" } },
  { label: "No answer", params: { outcome: "network_error" } },
  { label: "Retried", params: { minRetries: "1" } },
  { label: "Never sent", params: { outcome: "blocked" } },
];
