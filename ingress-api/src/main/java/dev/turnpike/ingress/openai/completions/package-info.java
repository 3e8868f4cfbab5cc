/** Chat completions as OpenAI describes them. */
@NullMarked
package dev.turnpike.ingress.openai.completions;

import org.jspecify.annotations.NullMarked;
