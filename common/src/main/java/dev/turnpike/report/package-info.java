/** Plots for reports: SVG documents, and pieces of pages. */
@NullMarked
package dev.turnpike.report;

import org.jspecify.annotations.NullMarked;
