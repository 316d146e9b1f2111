package dev.ablate.sweep.cli;
