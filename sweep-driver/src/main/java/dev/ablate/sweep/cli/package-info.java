/** The commands, thin: they read arguments, call the packages below and print. */
package dev.ablate.sweep.cli;
