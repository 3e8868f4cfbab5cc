package dev.turnpike.models;

/** A model of the catalogue with all that calling it takes. */
record RingMember(Model model, ModelCaller caller, ModelGate gate, ModelMeters meters) {}
