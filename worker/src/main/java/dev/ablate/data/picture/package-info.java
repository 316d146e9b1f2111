/** Pictures as they come out of files: their size without decoding them, and their bytes. */
package dev.ablate.data.picture;
