/** The look of what floats: menus, popovers, the palette. */
export const floatingLook =
  "z-50 rounded-lg bg-paper text-ink shadow-float data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0";
