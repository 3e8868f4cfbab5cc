package dev.turnpike.chaos.audit;

/** All that was said in a session before is deleted, once the turns before have ended. */
record Clearing(String session, Place place) implements SessionEvent {}
