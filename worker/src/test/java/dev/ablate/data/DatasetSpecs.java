package dev.ablate.data;

import java.util.List;

/** Specifications of whole data sets, for tests. */
final class DatasetSpecs {

  private DatasetSpecs() {}

  /** Some variant of it. */
  static DatasetSpec variant(DatasetName name, String variant) {
    return of(name, null, 0, false, variant, false);
  }

  /** Pictures that lie at a path. */
  static DatasetSpec pictures(DatasetName name, String path, int resize, boolean skipBroken) {
    return of(name, path, resize, false, null, skipBroken);
  }

  static DatasetSpec of(
      DatasetName name,
      String path,
      int resize,
      boolean greyscale,
      String variant,
      boolean skipBroken) {
    return new DatasetSpec(
        name,
        path,
        0.1,
        1,
        0,
        0,
        DatasetSpec.Normalise.UNIT,
        List.of(),
        List.of(),
        greyscale,
        resize,
        AugmentationSpec.NONE,
        variant,
        skipBroken);
  }
}
