/** The message is older than the room, or the scheduler knows more. */
export const ROOM = 'As things are now {roomOn} could take it, and the scheduler tries again by itself.';
