/** The database cannot run or be reached; the message says what to do. */
export class DatabaseUnavailable extends Error {}

/** Another live process has the data folder. */
export class DatabaseInUse extends Error {}
