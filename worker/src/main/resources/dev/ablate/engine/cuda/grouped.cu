// Convolutions whose filters see a part of the channels each. Sums are short: one thread a number, without
// tables of taps.

// A filter's part of the channels begins here.
__device__ __forceinline__ int firstSeen(int filter, int filters, int channels, int seen) {
  return filter / (filters / (channels / seen)) * seen;
}

KERNEL(grouped_convolve, 256, (const float* images, const float* weights, const float* bias, Window window,
    int filters, int seen, int dilation, int count, float* out, int rectifies)) {
  int index = thread();
  int places = window.outHeight * window.outWidth;
  if (index >= count * filters * places) {
    return;
  }
  int place = index % places;
  int filter = index / places % filters;
  int image = index / places / filters;
  int plane = window.height * window.width;
  int y0 = place / window.outWidth * window.stride - window.top;
  int x0 = place % window.outWidth * window.stride - window.left;
  const float* from = images
      + (image * window.channels + firstSeen(filter, filters, window.channels, seen)) * plane;
  const float* own = weights + filter * seen * window.tall * window.wide;
  float sum = bias == 0 ? 0 : bias[filter];
  for (int channel = 0; channel < seen; channel++) {
    for (int i = 0; i < window.tall; i++) {
      for (int j = 0; j < window.wide; j++) {
        int y = y0 + i * dilation;
        int x = x0 + j * dilation;
        if ((unsigned) y < (unsigned) window.height && (unsigned) x < (unsigned) window.width) {
          sum += own[(channel * window.tall + i) * window.wide + j] * from[channel * plane + y * window.width + x];
        }
      }
    }
  }
  out[index] = rectifies ? rectified(sum) : sum;
}

KERNEL(grouped_data, 256, (const float* gradient, const float* weights, Window window, int filters, int seen,
    int dilation, int count, float* in, const float* relu)) {
  int index = thread();
  int plane = window.height * window.width;
  if (index >= count * window.channels * plane) {
    return;
  }
  int place = index % plane;
  int channel = index / plane % window.channels;
  int image = index / plane / window.channels;
  int ofGroup = filters / (window.channels / seen);
  int first = channel / seen * ofGroup;
  int places = window.outHeight * window.outWidth;
  float sum = 0;
  for (int i = 0; i < window.tall; i++) {
    for (int j = 0; j < window.wide; j++) {
      int down = place / window.width + window.top - i * dilation;
      int right = place % window.width + window.left - j * dilation;
      if (down < 0 || right < 0 || down % window.stride != 0 || right % window.stride != 0
          || down / window.stride >= window.outHeight || right / window.stride >= window.outWidth) {
        continue;
      }
      int out = down / window.stride * window.outWidth + right / window.stride;
      for (int filter = first; filter < first + ofGroup; filter++) {
        sum += weights[((filter * seen + channel % seen) * window.tall + i) * window.wide + j]
            * gradient[(image * filters + filter) * places + out];
      }
    }
  }
  in[index] = through(relu, index, sum);
}

// One block a weight, and behind all weights one a bias.
KERNEL(grouped_filters, 256, (const float* images, const float* gradient, Window window, int filters, int seen,
    int dilation, int count, float* weightGradient, float* biasGradient)) {
  __shared__ float shared[256];
  int taps = window.tall * window.wide;
  int weights = filters * seen * taps;
  bool ofBias = blockIdx.x >= weights;
  int filter = ofBias ? blockIdx.x - weights : blockIdx.x / (seen * taps);
  int channel = ofBias ? 0 : blockIdx.x / taps % seen + firstSeen(filter, filters, window.channels, seen);
  int down = ofBias ? 0 : blockIdx.x % taps / window.wide * dilation - window.top;
  int right = ofBias ? 0 : blockIdx.x % window.wide * dilation - window.left;
  int places = window.outHeight * window.outWidth;
  float sum = 0;
  for (int i = threadIdx.x; i < count * places; i += blockDim.x) {
    int image = i / places;
    int place = i - image * places;
    float slope = gradient[(image * filters + filter) * places + place];
    int y = place / window.outWidth * window.stride + down;
    int x = place % window.outWidth * window.stride + right;
    if (ofBias) {
      sum += slope;
    } else if ((unsigned) y < (unsigned) window.height && (unsigned) x < (unsigned) window.width) {
      sum += slope * images[((image * window.channels + channel) * window.height + y) * window.width + x];
    }
  }
  sum = blockSum(shared, sum);
  if (threadIdx.x == 0) {
    if (ofBias) {
      biasGradient[filter] = sum;
    } else {
      weightGradient[blockIdx.x] = sum;
    }
  }
}
