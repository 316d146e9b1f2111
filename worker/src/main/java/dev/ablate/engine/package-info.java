/**
 * What trains networks. An engine is found by name ({@link dev.ablate.engine.Engines}); every
 * engine passes the same contract tests. The training loop, its stop rules and cadences are not the
 * engine's: see {@code dev.ablate.TrialRunner}.
 */
package dev.ablate.engine;
