/** The database cannot run or be reached; the message says what to do. */
export class DatabaseUnavailable extends Error {}

/** Another live process has the data folder. */
export class DatabaseInUse extends Error {}

/** A backup cannot be written, read or restored here; the message says what to do. */
export class BackupUnusable extends Error {}
