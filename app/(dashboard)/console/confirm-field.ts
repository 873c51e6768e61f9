/** The name of the field in which a person says yes to a door action: its value is the operation's id. */
export const confirmField = "confirm";
