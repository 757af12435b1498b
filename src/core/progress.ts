/** World: all. How far a reader of a session's rows has come in its turn. */

/** `more`: time was up; `waiting`: for payloads that come back from the disk, and the session will tell. */
export type Progress = "done" | "more" | "waiting";
