package dev.turnpike.chaos.cluster;

/** Where topics, schemas and tables are found. */
public record Access(String bootstrapServers, String registryUrl, Database database) {}
