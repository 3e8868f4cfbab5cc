/** What is judged: rubrics, kept as Markdown files. */
@NullMarked
package dev.turnpike.judge.rubric;

import org.jspecify.annotations.NullMarked;
