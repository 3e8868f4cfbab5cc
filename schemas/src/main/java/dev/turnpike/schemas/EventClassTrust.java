package dev.turnpike.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Makes Avro trust the generated event classes, and nothing else that it did not trust before. Avro
 * instantiates only classes it was told to, even to fill in the defaults of a builder; so this must
 * have happened before the first generated class is used, wherever that is. It poses as a
 * conversion since Avro loads those, through {@code META-INF/services}, whenever a generated class
 * is initialised.
 */
public final class EventClassTrust extends Conversion<EventClassTrust> {

  static {
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(before, EventClassTrust::isEvent));
  }

  // Only generated classes live in that package, so its name is as strict as a list of them.
  private static boolean isEvent(Class<?> type) {
    return type.getPackageName().equals("dev.turnpike.events");
  }

  @Override
  public Class<EventClassTrust> getConvertedType() {
    return EventClassTrust.class;
  }

  @Override
  public String getLogicalTypeName() {
    return "turnpike-none";
  }
}
