package dev.turnpike.keyed.trespass;

import org.springframework.util.StringUtils;

final class UsesSpring {

  private UsesSpring() {}

  static boolean use() {
    return StringUtils.hasText("x");
  }
}
