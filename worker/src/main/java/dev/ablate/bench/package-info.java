/** How fast an engine trains, measured through the path that every trial takes. */
package dev.ablate.bench;
