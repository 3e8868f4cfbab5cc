package dev.turnpike.local.deploy;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Kubernetes' own objects against the classes that its Java client is generated with from the
 * OpenAPI document (1.36): unknown fields, missing ones, and values of another type. The classes
 * alone would let a number pass where a text is needed, or a text for a boolean.
 */
final class KubernetesTypes {
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private KubernetesTypes() {}

  /** The class of a kind, if it is one of Kubernetes' own. */
  static Optional<Class<?>> of(Manifest manifest) {
    String[] version = manifest.at("/apiVersion").asString().split("/");
    if (version.length == 2 && version[0].contains(".") && !version[0].endsWith(".k8s.io")) {
      return Optional.empty();
    }
    String number = version[version.length - 1];
    String name = MODELS + number.substring(0, 1).toUpperCase(Locale.ROOT) + number.substring(1);
    try {
      return Optional.of(Class.forName(name + manifest.kind()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  static List<String> problems(Manifest manifest, Class<?> type) {
    List<String> problems = new ArrayList<>();
    check("", manifest.content(), type, problems);
    return problems.stream().map(each -> manifest + each).toList();
  }

  private static void check(String path, JsonNode value, Type type, List<String> problems) {
    if (type instanceof ParameterizedType several) {
      Type element = several.getActualTypeArguments()[several.getActualTypeArguments().length - 1];
      boolean list = Collection.class.isAssignableFrom((Class<?>) several.getRawType());
      if (list != value.isArray() || list == value.isObject()) {
        problems.add("%s is %s, not a %s".formatted(path, value, list ? "list" : "map"));
      } else if (list) {
        for (int i = 0; i < value.size(); i++) {
          check(path + "/" + i, value.path(i), element, problems);
        }
      } else {
        value
            .propertyStream()
            .forEach(each -> check(path + "/" + each.getKey(), each.getValue(), element, problems));
      }
    } else if (((Class<?>) type).getName().startsWith(MODELS)) {
      checkObject(path, value, (Class<?>) type, problems);
    } else if (!isA((Class<?>) type, value)) {
      problems.add("%s is %s, not a %s".formatted(path, value, ((Class<?>) type).getSimpleName()));
    }
  }

  private static void checkObject(
      String path, JsonNode value, Class<?> type, List<String> problems) {
    if (!value.isObject()) {
      problems.add("%s is %s, not an object".formatted(path, value));
      return;
    }
    Map<String, Type> fields = fields(type);
    value
        .propertyStream()
        .forEach(
            each -> {
              String at = path + "/" + each.getKey();
              Type field = fields.get(each.getKey());
              if (field == null) {
                problems.add("%s is unknown to %s".formatted(at, type.getSimpleName()));
              } else {
                check(at, each.getValue(), field, problems);
              }
            });
    required(type).stream()
        .filter(name -> !value.has(name))
        .forEach(name -> problems.add("%s/%s is missing".formatted(path, name)));
  }

  private static boolean isA(Class<?> type, JsonNode value) {
    if (type == Boolean.class) {
      return value.isBoolean();
    }
    if (type == Integer.class || type == Long.class) {
      return value.isIntegralNumber();
    }
    if (type == IntOrString.class || type == Quantity.class) {
      return value.isString() || value.isNumber();
    }
    return type == Object.class || value.isString();
  }

  private static Map<String, Type> fields(Class<?> type) {
    Map<String, Type> fields = new HashMap<>();
    for (Field field : type.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        fields.put(name.value(), field.getGenericType());
      }
    }
    return fields;
  }

  private static Collection<String> required(Class<?> type) {
    try {
      List<String> names = new ArrayList<>();
      ((Collection<?>) type.getField("openapiRequiredFields").get(null))
          .forEach(name -> names.add(String.valueOf(name)));
      return names;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " does not tell what it requires", e);
    }
  }
}
