package dev.turnpike.models;

import java.util.ArrayList;
import java.util.List;

/** What a listener has heard, as a follower of a turn would show it. */
final class HeardText implements ModelListener {

  final StringBuilder text = new StringBuilder();
  final StringBuilder reasoning = new StringBuilder();
  final List<String> restarts = new ArrayList<>();

  @Override
  public void text(String piece) {
    text.append(piece);
  }

  @Override
  public void reasoning(String piece) {
    reasoning.append(piece);
  }

  @Override
  public void restarted(String reason) {
    restarts.add(reason);
    text.setLength(0);
    reasoning.setLength(0);
  }
}
