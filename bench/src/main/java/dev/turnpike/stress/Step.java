package dev.turnpike.stress;

import java.util.Locale;

/** What a user does, in this order. */
enum Step {
  REGISTER,
  LOGIN,
  SESSION,
  CHAT;

  String inWords() {
    return name().toLowerCase(Locale.ROOT);
  }
}
