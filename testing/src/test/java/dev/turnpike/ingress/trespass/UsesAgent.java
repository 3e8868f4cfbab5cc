package dev.turnpike.ingress.trespass;

import dev.turnpike.agent.trespass.AgentDoor;

record UsesAgent(AgentDoor door) {}
