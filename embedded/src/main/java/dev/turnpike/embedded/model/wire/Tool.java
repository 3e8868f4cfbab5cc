package dev.turnpike.embedded.model.wire;

import tools.jackson.databind.JsonNode;

/** A function that the client offers; {@code parameters} is its JSON schema (an object). */
public record Tool(String name, String description, JsonNode parameters) {}
