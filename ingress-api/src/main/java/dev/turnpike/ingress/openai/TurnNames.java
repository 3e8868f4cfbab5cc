package dev.turnpike.ingress.openai;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of OpenAI's objects, made of the ids of turns: a prefix and the UUID without its dashes. */
public final class TurnNames {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
  private static final HexFormat FORMAT = HexFormat.of();

  private TurnNames() {}

  public static String of(String prefix, UUID turn) {
    return prefix
        + FORMAT.toHexDigits(turn.getMostSignificantBits())
        + FORMAT.toHexDigits(turn.getLeastSignificantBits());
  }

  /** Empty for whatever {@link #of} does not make. */
  public static Optional<UUID> parse(String prefix, String name) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String hex = name.substring(prefix.length());
    return HEX.matcher(hex).matches()
        ? Optional.of(
            new UUID(
                HexFormat.fromHexDigitsToLong(hex, 0, 16),
                HexFormat.fromHexDigitsToLong(hex, 16, 32)))
        : Optional.empty();
  }
}
