/** What a mail says; whom it goes to is the channel's business. */
export type Mail = { readonly subject: string; readonly text: string; readonly html: string };
