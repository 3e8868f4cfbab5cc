package dev.turnpike.ingress.document;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** Models of records: what may not be null is required, and what may be null says so. */
final class RecordModels extends ModelResolver {
  RecordModels(ObjectMapper mapper, TypeNameResolver names) {
    super(mapper, names);
    openapi31(true);
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
    Schema<?> resolved = super.resolve(type, context, next);
    Class<?> raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
    if (resolved != null && raw.isRecord() && raw.getPackageName().startsWith("dev.turnpike.")) {
      String reference = resolved.get$ref();
      Schema<?> model =
          reference == null
              ? resolved
              : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
      if (model != null && model.getProperties() != null) {
        complete(model, raw);
      }
    }
    return resolved;
  }

  private static void complete(Schema<?> model, Class<?> type) {
    Set<String> required = new TreeSet<>();
    boolean nullsAreLeftOut = type.isAnnotationPresent(JsonInclude.class);
    for (RecordComponent component : type.getRecordComponents()) {
      String name = nameOf(component);
      Schema<?> property = model.getProperties().get(name);
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      boolean leftOut = component.isAnnotationPresent(JsonInclude.class);
      if (property == null || component.isAnnotationPresent(JsonAnyGetter.class)) {
        continue;
      }
      if (!nullable && !leftOut) {
        required.add(name);
      }
      if (nullable && !leftOut && !nullsAreLeftOut && property.getEnum() == null) {
        model.getProperties().put(name, orNull(property));
      }
    }
    model.setRequired(List.copyOf(required));
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() != null) {
      return new JsonSchema().anyOf(List.of(property, new JsonSchema().types(Set.of("null"))));
    }
    if (property.getTypes() != null) {
      Set<String> types = new TreeSet<>(property.getTypes());
      types.add("null");
      property.setTypes(types);
    }
    return property;
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty json = component.getAccessor().getAnnotation(JsonProperty.class);
    BindParam form = component.getAnnotation(BindParam.class);
    return json != null ? json.value() : form != null ? form.value() : component.getName();
  }
}
