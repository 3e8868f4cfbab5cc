package dev.turnpike.chaos.load;

/**
 * One message to be answered.
 *
 * @param model the simulated model's name, with its pace and faults
 * @param teaches whether the message tells one fact about the user
 */
public record Question(Marker marker, String text, String model, boolean teaches) {}
