package dev.turnpike.chaos.audit;

/**
 * Something that must not be there when all is done.
 *
 * @param what in the plural
 * @param example one of them, "" if there is none
 */
record Leftover(String what, long count, String example) {}
