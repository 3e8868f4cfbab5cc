package dev.turnpike.agent.tools.web;

/** One thing found. */
public record SearchResult(String title, String address, String excerpt) {}
