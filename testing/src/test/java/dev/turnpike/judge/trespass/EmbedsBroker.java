package dev.turnpike.judge.trespass;

import dev.turnpike.embedded.broker.EmbeddedBroker;

record EmbedsBroker(EmbeddedBroker broker) {}
