package dev.turnpike.ingress.turns;

import java.util.UUID;

/** Where a turn can be looked up, followed and cancelled: paths of this service. */
public record TurnLinks(String self, String stream, String cancel) {
  public static TurnLinks of(UUID turn) {
    String self = "/api/v1/turns/" + turn;
    return new TurnLinks(self, self + "/stream", self + "/cancel");
  }
}
