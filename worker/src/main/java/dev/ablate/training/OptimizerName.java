package dev.ablate.training;

/** Update rules. Each constant is the home of its own defaults. */
public enum OptimizerName {
  /** Gradient descent; with {@code momentum} above 0 the heavy-ball form. */
  SGD(0.0, null, null, null, null),
  /** Heavy-ball momentum: {@code v = momentum * v + g; w -= rate * v} (Polyak, 1964). */
  MOMENTUM(0.9, null, null, null, null),
  /** Nesterov's form: {@code w -= rate * (g + momentum * v)} (Sutskever et al., 2013). */
  NESTEROV(0.9, null, null, null, null),
  /** Kingma, Ba, 2015. */
  ADAM(null, 0.9, 0.999, 1e-8, null),
  /** Adam with decoupled weight decay, 0.01 if nothing else is said (Loshchilov, Hutter, 2019). */
  ADAMW(null, 0.9, 0.999, 1e-8, null, 0.01),
  /** Reddi, Kale, Kumar, 2018. */
  AMSGRAD(null, 0.9, 0.999, 1e-8, null),
  /** Kingma, Ba, 2015, section 7. */
  ADAMAX(null, 0.9, 0.999, 1e-8, null),
  /** Dozat, 2016. */
  NADAM(null, 0.9, 0.999, 1e-8, null),
  /** Tieleman, Hinton, 2012, with momentum as TensorFlow defines it (epsilon inside the root). */
  RMSPROP(0.0, null, null, 1e-7, 0.9),
  /** Duchi, Hazan, Singer, 2011. */
  ADAGRAD(null, null, null, 1e-10, null),
  /** Zeiler, 2012. */
  ADADELTA(null, null, null, 1e-6, 0.9);

  final Double momentum;
  final Double beta1;
  final Double beta2;
  final Double epsilon;
  final Double rho;
  final double weightDecay;

  OptimizerName(Double momentum, Double beta1, Double beta2, Double epsilon, Double rho) {
    this(momentum, beta1, beta2, epsilon, rho, 0);
  }

  OptimizerName(
      Double momentum, Double beta1, Double beta2, Double epsilon, Double rho, double weightDecay) {
    this.momentum = momentum;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.rho = rho;
    this.weightDecay = weightDecay;
  }
}
