/** So many incidents stand in a storm's summary; more need the list of all in its thread. */
export const MOST_STORM_LINES = 20;
