/** What one request holds of the room. */
export type BodyHold = {
  /** Takes room for so many more bytes; false if there is not so much left. */
  readonly take: (bytes: number) => boolean;
  /** Gives all of it back. */
  readonly close: () => void;
};

/** Room for the request bodies that lie in memory at once, whoever sends them. */
export type BodyRoom = { readonly open: () => BodyHold };

/** Makes room for `bytesMax` in all: bodies have limits of their own, but a hundred of the largest would be too much. */
export function createBodyRoom(bytesMax: number): BodyRoom {
  let taken = 0;
  return {
    open: () => {
      let own = 0;
      return {
        take: (bytes) => {
          if (taken + bytes > bytesMax) return false;
          taken += bytes;
          own += bytes;
          return true;
        },
        close: () => {
          taken -= own;
          own = 0;
        },
      };
    },
  };
}
