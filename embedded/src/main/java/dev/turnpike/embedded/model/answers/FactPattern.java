package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which people say something about themselves, and how it reads in the third person. The
 * groups {@code t} (a topic) and {@code v} (a value) fill {@code {t}} and {@code {v}}; a slot
 * without {@code {v}} has one value at a time.
 */
record FactPattern(Pattern pattern, String statement, String slot) {
  private static final String ADVERB =
      "(?:really |also |just |absolutely |always |currently |now )?";
  private static final String AM = "i(?: am|'m) " + ADVERB;
  private static final String OWN =
      "[\\p{L}]+'s name|birthday|job|hobby|wife|husband|partner|son|daughter|brother|sister|mother"
          + "|father|mum|mom|dad|dog|cat|pet|boss|company|school|hometown|native language|mother"
          + " tongue|nationality|profession|time ?zone|age|pronouns|diet|star sign";
  private static final String STATE =
      "(?:an? )?(?:vegetarian|vegan|pescatarian|married|single|divorced|left-handed|diabetic"
          + "|colou?r-?blind|pregnant|retired|lactose intolerant|gluten intolerant|coeliac|celiac"
          + "|french|german|italian|spanish|dutch|swiss|austrian|british|english|irish|scottish"
          + "|american|canadian|australian|indian|chinese|japanese|polish|swedish|danish|norwegian"
          + "|finnish|greek|turkish|portuguese|brazilian|mexican|ukrainian|russian|czech)";
  private static final String KEPT =
      "(?:an?|one|two|three|four|five|six|\\d+) (?:[\\p{L}-]+ ){0,2}?(?:dogs?|cats?|pets?|horses?"
          + "|child|children|kids?|sons?|daughters?|brothers?|sisters?|siblings?|bicycles?|cars?)";
  private static final String NAME = "\\p{L}[\\p{L}'-]*(?: \\p{Lu}[\\p{L}'.-]*){0,3}";
  private static final String NOT_SAID_OF_TASTE =
      "(?!it\\b|this\\b|that\\b|your?\\b|the (?:answer|idea)\\b|to (?:know|ask|see|hear)\\b)";

  /** The first that matches a clause is taken. */
  static final List<FactPattern> ALL =
      List.of(
          of(
              "my name(?: is|'s) (?!not\\b|an?\\b|the\\b|in\\b|on\\b)(?-i:(?<v>" + NAME + "))",
              "The user's name is {v}",
              "name"),
          of(
              "(?:call me|i go by|i(?: am|'m) called) (?=(?-i:\\p{Lu}))(?-i:(?<v>" + NAME + "))",
              "The user's name is {v}",
              "name"),
          of(AM + "(?<v>\\d{1,3})(?: years old)?$", "The user is {v} years old", "age"),
          of(AM + "allergic to (?<v>.+)", "The user is allergic to {v}", "allergy {v}"),
          of("i have an allergy to (?<v>.+)", "The user is allergic to {v}", "allergy {v}"),
          of("i have an? (?<v>[\\p{L} ]+) allergy", "The user is allergic to {v}", "allergy {v}"),
          of(
              "i(?: am|'m)? " + ADVERB + "(?:live|living|reside|based) in (?<v>.+)",
              "The user lives in {v}",
              "home"),
          of(
              "i(?: have|'ve)? (?:just |recently )?moved to (?<v>.+)",
              "The user lives in {v}",
              "home"),
          of("i(?: am|'m| come) " + ADVERB + "from (?<v>.+)", "The user is from {v}", "origin"),
          of("i was born (?<v>(?:in|on) .+)", "The user was born {v}", "birth"),
          of(
              "i(?: am|'m)? " + ADVERB + "work(?:ing)? as (?<v>.+)",
              "The user works as {v}",
              "work"),
          of(
              "i(?: am|'m)? " + ADVERB + "work(?:ing)? (?<v>(?:for|at|in|with) .+)",
              "The user works {v}",
              "employer"),
          of(AM + "(?<v>" + STATE + ")\\b.*", "The user is {v}", "is {v}"),
          of(
              AM + "(?<v>an? (?!bit\\b|little\\b|lot\\b|fan\\b|big fan\\b).{2,60})",
              "The user is {v}",
              "work"),
          of(AM + "(?:an? )?(?:big )?fan of (?<v>.+)", "The user likes {v}", "likes {v}"),
          of(
              "my (?<t>favou?rite [\\p{L} -]{2,40}?) (?:is|are) (?<v>.+)",
              "The user's {t} is {v}",
              "{t}"),
          of(
              "my (?<t>[\\p{L} -]{2,30}) (?:is|are) (?<v>(?:called|named) .+)",
              "The user's {t} is {v}",
              "{t}"),
          of("my (?<t>" + OWN + ") (?:is|are) (?<v>.+)", "The user's {t} is {v}", "{t}"),
          of(
              "i "
                  + ADVERB
                  + "(?:hate|dislike|detest|can't stand|don't like|do not like)"
                  + " (?<v>"
                  + NOT_SAID_OF_TASTE
                  + ".+)",
              "The user dislikes {v}",
              "taste {v}"),
          of(
              "i " + ADVERB + "(?:like|enjoy|adore) (?<v>" + NOT_SAID_OF_TASTE + ".+)",
              "The user likes {v}",
              "taste {v}"),
          of(
              "i " + ADVERB + "love (?<v>" + NOT_SAID_OF_TASTE + ".+)",
              "The user loves {v}",
              "taste {v}"),
          of(
              "i " + ADVERB + "prefer (?<v>" + NOT_SAID_OF_TASTE + ".+)",
              "The user prefers {v}",
              "prefers {v}"),
          of("i " + ADVERB + "speak (?<v>.+)", "The user speaks {v}", "speaks {v}"),
          of("i " + ADVERB + "play (?<v>.+)", "The user plays {v}", "plays {v}"),
          of(
              "i " + ADVERB + "(?:study|(?:am|'m) studying) (?<v>.+)",
              "The user studies {v}",
              "studies {v}"),
          of("i (?:have|own) (?<v>" + KEPT + "\\b.*)", "The user has {v}", "has {v}"),
          of(
              AM + "(?-i:(?<v>\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?))$",
              "The user's name is {v}",
              "name"));

  private static FactPattern of(String pattern, String statement, String slot) {
    return new FactPattern(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), statement, slot);
  }

  Optional<Fact> fact(String clause) {
    Matcher matcher = pattern.matcher(clause);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    String value = Clauses.tidy(matcher.group("v"));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String shown = slot.equals("name") ? Sentences.capitalised(value) : value;
    return Optional.of(
        new Fact(
            filled(slot, matcher, shown), shown, filled(statement, matcher, shown), clause, false));
  }

  private String filled(String template, Matcher matcher, String value) {
    String topic = pattern.namedGroups().containsKey("t") ? matcher.group("t") : "";
    return template.replace("{t}", topic).replace("{v}", value);
  }
}
