/**
 * What all calls of OpenAI's API share: who answers, how requests are read, errors, both replies.
 */
@NullMarked
package dev.turnpike.ingress.openai;

import org.jspecify.annotations.NullMarked;
