/** Responses as OpenAI describes them: streams that can be resumed, work in the background. */
@NullMarked
package dev.turnpike.ingress.openai.responses;

import org.jspecify.annotations.NullMarked;
