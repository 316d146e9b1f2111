// Batch normalisation. Sums of a channel are made by several blocks, each over a share of the batch, and
// added up in order.

// Sums of (x - shift) and its square, the shift being the channel's first number: [channels, parts, 2].
KERNEL(norm_sums, 256, (const float* in, int channels, int plane, int count, float* sums)) {
  __shared__ float shared[256];
  int channel = blockIdx.x;
  int total = count * plane;
  int share = (total + gridDim.y - 1) / gridDim.y;
  int end = (blockIdx.y + 1) * share < total ? (blockIdx.y + 1) * share : total;
  float shift = in[channel * plane];
  float sum = 0;
  float squares = 0;
  for (int i = blockIdx.y * share + threadIdx.x; i < end; i += blockDim.x) {
    int image = i / plane;
    float value = in[(image * channels + channel) * plane + i - image * plane] - shift;
    sum += value;
    squares += value * value;
  }
  sum = blockSum(shared, sum);
  squares = blockSum(shared, squares);
  if (threadIdx.x == 0) {
    float* own = sums + (channel * gridDim.y + blockIdx.y) * 2;
    own[0] = sum;
    own[1] = squares;
  }
}

// One thread a channel: [mean, 1 / deviation], and what is to be taken from the running statistics.
KERNEL(norm_statistics, 64, (const float* in, const float* sums, int parts, int channels, int plane, int count,
    const float* runningMean, const float* runningVariance, float* meanGradient, float* varianceGradient,
    float* statistics)) {
  int channel = thread();
  if (channel >= channels) {
    return;
  }
  float sum = 0;
  float squares = 0;
  for (int part = 0; part < parts; part++) {
    sum += sums[(channel * parts + part) * 2];
    squares += sums[(channel * parts + part) * 2 + 1];
  }
  float total = (float) count * plane;
  float offset = sum / total;
  float mean = in[channel * plane] + offset;
  float variance = squares / total - offset * offset;
  variance = variance < 0 ? 0 : variance;
  statistics[channel] = mean;
  statistics[channels + channel] = 1 / sqrtf(variance + 1e-5f);
  meanGradient[channel] = 0.1f * (runningMean[channel] - mean);
  varianceGradient[channel] = 0.1f * (runningVariance[channel] - variance);
}

KERNEL(norm_apply, 256, (const float* in, const float* statistics, const float* scale, const float* shift,
    int channels, int plane, int count, float* out, int rectifies)) {
  int index = thread();
  if (index < count * channels * plane) {
    int channel = index / plane % channels;
    float value =
        scale[channel] * (in[index] - statistics[channel]) * statistics[channels + channel] + shift[channel];
    out[index] = rectifies ? rectified(value) : value;
  }
}

KERNEL(norm_evaluate, 256, (const float* in, const float* mean, const float* variance, const float* scale,
    const float* shift, int channels, int plane, int count, float* out, int rectifies)) {
  int index = thread();
  if (index < count * channels * plane) {
    int channel = index / plane % channels;
    float value =
        scale[channel] * (in[index] - mean[channel]) / sqrtf(variance[channel] + 1e-5f) + shift[channel];
    out[index] = rectifies ? rectified(value) : value;
  }
}

// Sums of the gradient, and of the gradient times the normalised input: [channels, parts, 2].
KERNEL(norm_back_sums, 256, (const float* in, const float* gradient, const float* statistics, int channels,
    int plane, int count, float* sums)) {
  __shared__ float shared[256];
  int channel = blockIdx.x;
  int total = count * plane;
  int share = (total + gridDim.y - 1) / gridDim.y;
  int end = (blockIdx.y + 1) * share < total ? (blockIdx.y + 1) * share : total;
  float mean = statistics[channel];
  float scale = statistics[channels + channel];
  float sum = 0;
  float products = 0;
  for (int i = blockIdx.y * share + threadIdx.x; i < end; i += blockDim.x) {
    int image = i / plane;
    int at = (image * channels + channel) * plane + i - image * plane;
    sum += gradient[at];
    products += gradient[at] * (in[at] - mean) * scale;
  }
  sum = blockSum(shared, sum);
  products = blockSum(shared, products);
  if (threadIdx.x == 0) {
    float* own = sums + (channel * gridDim.y + blockIdx.y) * 2;
    own[0] = sum;
    own[1] = products;
  }
}

// One thread a channel.
KERNEL(norm_back_statistics, 64, (const float* sums, int parts, int channels, float* scaleGradient,
    float* shiftGradient)) {
  int channel = thread();
  if (channel >= channels) {
    return;
  }
  float sum = 0;
  float products = 0;
  for (int part = 0; part < parts; part++) {
    sum += sums[(channel * parts + part) * 2];
    products += sums[(channel * parts + part) * 2 + 1];
  }
  shiftGradient[channel] = sum;
  scaleGradient[channel] = products;
}

KERNEL(norm_back, 256, (const float* values, const float* gradient, const float* statistics,
    const float* scale, const float* scaleGradient, const float* shiftGradient, int channels, int plane,
    int count, float* in, const float* relu)) {
  int index = thread();
  if (index < count * channels * plane) {
    int channel = index / plane % channels;
    float total = (float) count * plane;
    float inverse = statistics[channels + channel];
    float normalised = (values[index] - statistics[channel]) * inverse;
    float value = scale[channel] * inverse
        * (gradient[index] - (shiftGradient[channel] + normalised * scaleGradient[channel]) / total);
    in[index] = through(relu, index, value);
  }
}
