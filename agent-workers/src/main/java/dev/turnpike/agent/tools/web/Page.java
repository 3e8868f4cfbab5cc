package dev.turnpike.agent.tools.web;

/**
 * A page as a model can read it.
 *
 * @param address where it was found, after redirects
 * @param title empty when it has none
 * @param cut whether there was more than was read
 */
public record Page(String address, String title, String text, boolean cut) {}
