package dev.turnpike.ingress.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Puts the document's parts together. */
final class CompletedDocument implements OpenApiCustomizer {
  private final List<ObjectNode> overlays;

  CompletedDocument(List<ObjectNode> overlays) {
    this.overlays = overlays;
  }

  @Override
  public void customise(OpenAPI found) {
    ObjectNode document = Json31.mapper().valueToTree(found);
    Bodies.complete(document);
    overlays.forEach(overlay -> Overlays.merge(document, overlay));
    document.withObject("/info").put("version", version());
    CommonErrors.addTo(document);
    try {
      OpenAPI complete = Json31.mapper().treeToValue(document, OpenAPI.class);
      found.info(complete.getInfo()).tags(complete.getTags()).paths(complete.getPaths());
      found.setComponents(complete.getComponents());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The parts make no OpenAPI document.", e);
    }
  }

  private static String version() {
    String version = CompletedDocument.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
