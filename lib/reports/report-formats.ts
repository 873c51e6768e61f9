export const reportFormats = ["html", "pdf", "md", "txt", "json", "csv", "zip"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The media type of each format. */
export const reportTypes: Readonly<Record<ReportFormat, string>> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  zip: "application/zip",
};
