package dev.ablate.data;

import java.util.List;

/** Which labels of CIFAR are wanted: CIFAR-10's, or CIFAR-100's classes or groups of five. */
enum CifarLabels {
  TEN("labels", "airplane automobile bird cat deer dog frog horse ship truck"),
  FINE(
      "fine_labels",
      """
      apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus \
      butterfly camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch \
      crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo \
      keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain mouse \
      mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree plain plate poppy \
      porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper \
      snail snake spider squirrel streetcar sunflower sweet_pepper table tank telephone television \
      tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm"""),
  COARSE(
      "coarse_labels",
      """
      aquatic_mammals fish flowers food_containers fruit_and_vegetables \
      household_electrical_devices household_furniture insects large_carnivores \
      large_man-made_outdoor_things large_natural_outdoor_scenes \
      large_omnivores_and_herbivores medium_mammals non-insect_invertebrates people reptiles \
      small_mammals trees vehicles_1 vehicles_2""");

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> classNames;

  CifarLabels(String key, String classNames) {
    this.key = key;
    this.classNames = List.of(classNames.split(" "));
  }

  /** Those that a study asks for; fine ones if it does not say. */
  static CifarLabels of(DatasetName name, String variant) {
    if (name == DatasetName.CIFAR_10) {
      return TEN;
    }
    return "coarse".equals(variant) ? COARSE : FINE;
  }

  boolean isHundred() {
    return this != TEN;
  }

  /** What they are called in the Python version. */
  String key() {
    return key;
  }

  List<String> classNames() {
    return classNames;
  }
}
