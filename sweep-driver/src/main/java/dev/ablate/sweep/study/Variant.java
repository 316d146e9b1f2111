package dev.ablate.sweep.study;

import dev.ablate.data.DatasetSpec;
import dev.ablate.model.NetworkSpec;
import dev.ablate.spec.Setting;
import dev.ablate.training.TrainingSpec;

/**
 * What one design point asks, its seed apart: the part of a sweep that axes reach. Their paths
 * begin with one of its components.
 *
 * @param dataset the images
 * @param network the network as written
 * @param training how it is trained
 */
public record Variant(
    @Setting("The images") DatasetSpec dataset,
    @Setting("The network") NetworkSpec network,
    @Setting("How it is trained") TrainingSpec training) {}
