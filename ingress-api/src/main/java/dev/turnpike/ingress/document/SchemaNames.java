package dev.turnpike.ingress.document;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names nested types with those around them, since there is more than one Message. */
final class SchemaNames extends TypeNameResolver {
  @Override
  protected String getNameOfClass(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    if (outer == null || !type.getPackageName().startsWith("dev.turnpike.")) {
      return super.getNameOfClass(type);
    }
    String prefix = getNameOfClass(outer).replace("Controller", "");
    String name = type.getSimpleName();
    return name.startsWith(prefix) || prefix.startsWith(name) ? name : prefix + name;
  }
}
