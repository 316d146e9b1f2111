/**
 * One run of a sweep from its study to its tables: what the {@code run} command does, without the
 * command line. Prints nothing; a {@link dev.ablate.sweep.run.RunListener} hears what there is to
 * say.
 */
package dev.ablate.sweep.run;
