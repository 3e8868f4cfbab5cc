package dev.turnpike.ingress.limits.rates;

import dev.turnpike.platform.StartRefused;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one user (calls with a token) or one address (calls without) may call. Each limit is a
 * list of windows that all hold, such as {@code 50/1h,200/1d}, with the units s, m, h and d; {@code
 * off} for none.
 *
 * @param factor multiplies all limits; 0 switches them off
 * @param chat answers that are waited for, and all turns of the OpenAI-compatible API
 * @param stream streamed answers
 * @param messages reading and clearing a session's messages
 * @param sessions reading who one is, one's sessions and their turns, searching and renaming them
 * @param login logins from one address
 * @param loginAccount logins as one user, from anywhere
 * @param register registrations from one address
 * @param root the home page
 * @param health the health report; the probes below it are not limited
 * @param turns all that is asked about accepted turns: their streams when they are taken up again,
 *     their state, cancelling them
 * @param models the list of models
 * @param memories reading, searching and deleting what is remembered, and switching it
 * @param analytics what administrators read of everybody's turns
 * @param operations what administrators see of the running system; their page asks every 2 s
 * @param docs the documentation and the OpenAPI document
 * @param console the files of the console and their libraries
 * @param metrics scrapes
 * @param others all other calls
 * @param endings calls that only take rights away, by one login: logging out, deleting sessions,
 *     API keys and the account
 * @param failures calls from one address with an API key that is none
 * @param address all calls from one address, with a token or without; off by default, since many
 *     users may share one
 * @param exchangeInterval how often the nodes tell each other what they counted
 * @param maxCounters how many users, addresses and accounts a node counts at a time, in all
 *     classes; each takes about half a kilobyte
 */
@ConfigurationProperties("turnpike.ingress.limits")
record RateLimitProperties(
    @DefaultValue("1") double factor,
    @DefaultValue("30/1m") List<String> chat,
    @DefaultValue("20/1m") List<String> stream,
    @DefaultValue("50/1m") List<String> messages,
    @DefaultValue("120/1m") List<String> sessions,
    @DefaultValue("20/1m") List<String> login,
    @DefaultValue("100/1m") List<String> loginAccount,
    @DefaultValue("10/1h") List<String> register,
    @DefaultValue("10/1m") List<String> root,
    @DefaultValue("20/1m") List<String> health,
    @DefaultValue("300/1m") List<String> turns,
    @DefaultValue("60/1m") List<String> models,
    @DefaultValue("60/1m") List<String> memories,
    @DefaultValue("120/1m") List<String> analytics,
    @DefaultValue("300/1m") List<String> operations,
    @DefaultValue("120/1m") List<String> docs,
    @DefaultValue("1200/1m") List<String> console,
    @DefaultValue("60/1m") List<String> metrics,
    @DefaultValue({"50/1h", "200/1d"}) List<String> others,
    @DefaultValue("20/1m") List<String> endings,
    @DefaultValue("60/1m") List<String> failures,
    @DefaultValue("off") List<String> address,
    @DefaultValue("200ms") Duration exchangeInterval,
    @DefaultValue("50000") int maxCounters) {

  private static final String PREFIX = "turnpike.ingress.limits.";
  private static final String OFF = "off";

  RateLimitProperties {
    if (!(factor >= 0 && factor <= 1_000_000)) {
      throw new StartRefused(
          "%sfactor is %s: give 1 for the limits as they are, more for higher ones, 0 for none."
              .formatted(PREFIX, factor));
    }
    if (exchangeInterval.toMillis() < 10 || maxCounters < 100) {
      throw new StartRefused(
          "%sexchange-interval is %s and max-counters is %d: give at least 10ms and 100."
              .formatted(PREFIX, exchangeInterval, maxCounters));
    }
  }

  /** What holds; classes without a limit are absent. */
  Map<LimitClass, Policy> policies() {
    Map<LimitClass, Policy> policies = new EnumMap<>(LimitClass.class);
    for (LimitClass each : LimitClass.values()) {
      List<Window> windows = windows(each.label(), texts(each));
      if (factor > 0 && !windows.isEmpty()) {
        policies.put(
            each, Policy.of(each, windows.stream().map(window -> window.times(factor)).toList()));
      }
    }
    return policies;
  }

  private List<String> texts(LimitClass limited) {
    return switch (limited) {
      case CHAT -> chat;
      case STREAM -> stream;
      case MESSAGES -> messages;
      case SESSIONS -> sessions;
      case LOGIN -> login;
      case ACCOUNT -> loginAccount;
      case REGISTER -> register;
      case ROOT -> root;
      case HEALTH -> health;
      case TURNS -> turns;
      case MODELS -> models;
      case MEMORIES -> memories;
      case ANALYTICS -> analytics;
      case OPERATIONS -> operations;
      case DOCS -> docs;
      case CONSOLE -> console;
      case METRICS -> metrics;
      case OTHERS -> others;
      case ENDINGS -> endings;
      case FAILURES -> failures;
      case ADDRESS -> address;
    };
  }

  private static List<Window> windows(String name, List<String> texts) {
    try {
      List<Window> windows =
          texts.stream()
              .map(String::strip)
              .filter(text -> !text.isEmpty() && !text.equals(OFF))
              .map(Window::of)
              .toList();
      if (windows.stream().map(Window::length).distinct().count() < windows.size()) {
        throw new StartRefused(
            "%s%s is \"%s\", with two windows of one length: keep the lower limit."
                .formatted(PREFIX, name, String.join(",", texts)));
      }
      return windows;
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "%s%s is \"%s\": write how many calls in what time, such as 30/1m, with s, m, h or d, at most 31d; several separated by commas; off for no limit."
              .formatted(PREFIX, name, String.join(",", texts)),
          e);
    }
  }
}
