/**
 * Passes turns and their scores on to Langfuse, from the log and at its own pace: {@link
 * dev.turnpike.judge.langfuse.LangfusePush}.
 */
@NullMarked
package dev.turnpike.judge.langfuse;

import org.jspecify.annotations.NullMarked;
