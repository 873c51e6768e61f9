/** Where the browser keeps whether single keys act: `off` if not. */
export const singleKeysKey = "ajar.single-keys";

/** True where a key belongs to what has the focus, or to a dialog that lies over the page. */
export function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("[role=dialog],[role=alertdialog]")) return true;
  return (
    target instanceof HTMLElement &&
    target.closest("input,textarea,select,[contenteditable],[role=application]") !== null
  );
}
