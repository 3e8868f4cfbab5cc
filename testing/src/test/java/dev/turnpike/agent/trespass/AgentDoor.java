package dev.turnpike.agent.trespass;

/** Something that another service could reach for. */
public record AgentDoor(String name) {}
