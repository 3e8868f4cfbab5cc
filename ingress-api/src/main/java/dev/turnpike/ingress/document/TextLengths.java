package dev.turnpike.ingress.document;

import dev.turnpike.ingress.text.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import org.springdoc.core.customizers.PropertyCustomizer;

/** Says how long a text may be. */
final class TextLengths implements PropertyCustomizer {
  @Override
  @SuppressWarnings("rawtypes") // As the interface has it.
  public Schema customize(Schema property, AnnotatedType type) {
    Annotation[] annotations = type.getCtxAnnotations();
    if (annotations != null) {
      for (Annotation each : annotations) {
        if (each instanceof Text text) {
          property.setMinLength(text.min());
          property.setMaxLength(text.max());
        }
      }
    }
    return property;
  }
}
