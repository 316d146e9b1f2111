/** Early stopping across trials: which need not go on because others do better. */
package dev.ablate.sweep.stopping;
