// Loss and accuracy of a batch, as Objective defines them, and the loss's gradient by the scores.

static const int CROSS_ENTROPY = 0, MEAN_SQUARED_ERROR = 1;  // else hinge

__device__ __forceinline__ float powerSum(const float* scores, int classes, float& largest) {
  largest = scores[0];
  for (int c = 1; c < classes; c++) {
    largest = fmaxf(largest, scores[c]);
  }
  float sum = 0;
  for (int c = 0; c < classes; c++) {
    sum += expf(scores[c] - largest);
  }
  return sum;
}

__device__ __forceinline__ float crossEntropy(
    const float* scores, int classes, int label, float weight, float* gradient) {
  float largest;
  float sum = powerSum(scores, classes, largest);
  for (int c = 0; c < classes && gradient != 0; c++) {
    gradient[c] = (expf(scores[c] - largest) / sum - (c == label ? 1.0f : 0.0f)) * weight;
  }
  return logf(sum) - (scores[label] - largest);
}

__device__ __forceinline__ float meanSquaredError(
    const float* scores, int classes, int label, float weight, float* gradient) {
  float largest;
  float sum = powerSum(scores, classes, largest);
  float value = 0;
  float mean = 0;
  for (int c = 0; c < classes; c++) {
    float share = expf(scores[c] - largest) / sum;
    float difference = share - (c == label ? 1 : 0);
    value += difference * difference / classes;
    mean += 2 * difference / classes * share;
  }
  for (int c = 0; c < classes && gradient != 0; c++) {
    float share = expf(scores[c] - largest) / sum;
    gradient[c] = share * (2 * (share - (c == label ? 1 : 0)) / classes - mean) * weight;
  }
  return value;
}

// "Not at most 0" rather than "above 0": NaN must show in the loss.
__device__ __forceinline__ float hinge(
    const float* scores, int classes, int label, float weight, float* gradient) {
  float value = 0;
  int violations = 0;
  for (int c = 0; c < classes; c++) {
    float margin = 1 + scores[c] - scores[label];
    bool violated = c != label && !(margin <= 0);
    value += violated ? margin : 0;
    violations += violated;
    if (gradient != 0) {
      gradient[c] = violated ? weight : 0;
    }
  }
  if (gradient != 0) {
    gradient[label] = -violations * weight;
  }
  return value;
}

// One block. Adds to sums: [loss, images whose highest score is the true class].
KERNEL(loss, 256, (const Step* step, const float* scores, int classes, int count, int kind, float* gradient,
    double* sums)) {
  __shared__ double shared[256];
  double total = 0;
  double correct = 0;
  for (int row = threadIdx.x; row < count; row += blockDim.x) {
    int label = step->labels[step->order[step->offset + row]];
    const float* own = scores + row * classes;
    float* to = gradient == 0 ? 0 : gradient + row * classes;
    bool highest = true;
    for (int c = 0; c < classes; c++) {
      highest = highest && (c == label || own[label] > own[c]);
    }
    correct += highest;
    float weight = 1.0f / count;
    total += kind == CROSS_ENTROPY ? crossEntropy(own, classes, label, weight, to)
        : kind == MEAN_SQUARED_ERROR ? meanSquaredError(own, classes, label, weight, to)
        : hinge(own, classes, label, weight, to);
  }
  total = blockSum(shared, total);
  correct = blockSum(shared, correct);
  if (threadIdx.x == 0) {
    sums[0] += total;
    sums[1] += correct;
  }
}
