/** The name of the field in which a person says yes to a door action: its value is the operation's id. */
export const confirmField = "confirm";
/** The name of the field that sends a call whatever the guard holds, by the value `off`. */
export const guardField = "guard";
