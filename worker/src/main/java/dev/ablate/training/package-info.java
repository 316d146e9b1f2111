/** How a network is trained: optimizer, regularisation, length, stop rules. */
package dev.ablate.training;
