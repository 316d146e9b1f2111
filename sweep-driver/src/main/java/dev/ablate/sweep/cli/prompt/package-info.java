/** A prompt for SQL: several statements, history and completion in one session of Spark. */
package dev.ablate.sweep.cli.prompt;
