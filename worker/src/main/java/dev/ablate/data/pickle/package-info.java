/** A strict reader of the pickles in which Python's data sets come; nothing in them is executed. */
package dev.ablate.data.pickle;
