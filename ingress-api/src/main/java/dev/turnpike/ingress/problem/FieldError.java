package dev.turnpike.ingress.problem;

/**
 * One thing that is wrong in a request.
 *
 * @param field its path in the body ({@code messages[0].role}), or the name of a header or
 *     parameter
 * @param message what is wrong with it and what is right
 */
public record FieldError(String field, String message) {}
