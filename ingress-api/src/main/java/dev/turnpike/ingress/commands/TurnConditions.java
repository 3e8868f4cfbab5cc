package dev.turnpike.ingress.commands;

import dev.turnpike.ingress.tokens.Caller;
import java.util.ArrayList;
import java.util.List;

/** All conditions as one. Thread-safe. */
final class TurnConditions implements TurnCondition {
  private final List<TurnCondition> all;

  TurnConditions(List<TurnCondition> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void require(Caller.Session caller) {
    all.forEach(each -> each.require(caller));
  }

  /** Holds with all of them or with none. */
  @Override
  public Runnable hold(Caller.Session caller) {
    List<Runnable> held = new ArrayList<>();
    try {
      all.forEach(each -> held.add(each.hold(caller)));
    } catch (RuntimeException e) {
      held.forEach(Runnable::run);
      throw e;
    }
    return () -> held.forEach(Runnable::run);
  }
}
