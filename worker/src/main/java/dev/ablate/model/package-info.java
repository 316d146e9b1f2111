/**
 * Networks: what a user writes ({@link dev.ablate.model.NetworkSpec}), what that means layer by
 * layer ({@link dev.ablate.model.Network}), and what follows from it by arithmetic ({@link
 * dev.ablate.model.NetworkSummary}). No engine needed.
 */
package dev.ablate.model;
