// Layers without products. One thread a number unless said otherwise.

KERNEL(cut_images, 256, (const Step* step, float* images, int channels, int plane, int count)) {
  int index = thread();
  int size = channels * plane;
  if (index < count * size) {
    int image = index / size;
    int pixel = index - image * size;
    int position = step->order[step->offset + image];
    images[index] = step->table[pixel / plane * 256 + step->pixels[(u64) position * size + pixel]];
  }
}

// Where a maximum stands is kept for the way back, as a place of the input's plane.
KERNEL(pool_maximum, 256, (const float* in, Window window, int planes, float* out, int* places, int rectifies)) {
  int index = thread();
  int size = window.outHeight * window.outWidth;
  if (index >= planes * size) {
    return;
  }
  int plane = index / size;
  int place = index - plane * size;
  int y0 = place / window.outWidth * window.stride - window.top;
  int x0 = place % window.outWidth * window.stride - window.left;
  const float* from = in + plane * window.height * window.width;
  int best = -1;
  float largest = 0;
  for (int y = y0 < 0 ? 0 : y0; y < y0 + window.tall && y < window.height; y++) {
    for (int x = x0 < 0 ? 0 : x0; x < x0 + window.wide && x < window.width; x++) {
      float value = from[y * window.width + x];
      if (best < 0 || !(value <= largest)) {
        largest = value;
        best = y * window.width + x;
      }
    }
  }
  out[index] = rectifies ? rectified(largest) : largest;
  places[index] = best;
}

__device__ __forceinline__ int covered(int from, int size, int side) {
  int begin = from < 0 ? 0 : from;
  int end = from + size < side ? from + size : side;
  return end - begin;
}

KERNEL(pool_average, 256, (const float* in, Window window, int planes, float* out, int rectifies)) {
  int index = thread();
  int size = window.outHeight * window.outWidth;
  if (index >= planes * size) {
    return;
  }
  int plane = index / size;
  int place = index - plane * size;
  int y0 = place / window.outWidth * window.stride - window.top;
  int x0 = place % window.outWidth * window.stride - window.left;
  const float* from = in + plane * window.height * window.width;
  float sum = 0;
  for (int y = y0 < 0 ? 0 : y0; y < y0 + window.tall && y < window.height; y++) {
    for (int x = x0 < 0 ? 0 : x0; x < x0 + window.wide && x < window.width; x++) {
      sum += from[y * window.width + x];
    }
  }
  sum /= covered(y0, window.tall, window.height) * covered(x0, window.wide, window.width);
  out[index] = rectifies ? rectified(sum) : sum;
}

// One thread a number of the input: adds what comes from the windows that hold it. Without places the
// pooling was an average.
KERNEL(pool_back, 256, (const float* gradient, const int* places, Window window, int planes, float* in,
    const float* relu)) {
  int index = thread();
  int size = window.height * window.width;
  if (index >= planes * size) {
    return;
  }
  int plane = index / size;
  int place = index - plane * size;
  int y = place / window.width + window.top;
  int x = place % window.width + window.left;
  int firstDown = y < window.tall ? 0 : (y - window.tall) / window.stride + 1;
  int firstRight = x < window.wide ? 0 : (x - window.wide) / window.stride + 1;
  float sum = 0;
  for (int down = firstDown; down < window.outHeight && down * window.stride <= y; down++) {
    for (int right = firstRight; right < window.outWidth && right * window.stride <= x; right++) {
      int out = (plane * window.outHeight + down) * window.outWidth + right;
      if (places == 0) {
        sum += gradient[out]
            / (covered(down * window.stride - window.top, window.tall, window.height)
               * covered(right * window.stride - window.left, window.wide, window.width));
      } else if (places[out] == place) {
        sum += gradient[out];
      }
    }
  }
  in[index] = through(relu, index, sum);
}

KERNEL(add, 256, (const float* first, const float* second, int size, float* out, int rectifies)) {
  int index = thread();
  if (index < size) {
    float sum = first[index] + second[index];
    out[index] = rectifies ? rectified(sum) : sum;
  }
}

KERNEL(add_back, 256, (const float* gradient, int size, float* in, const float* relu, int adds)) {
  int index = thread();
  if (index < size) {
    float value = through(relu, index, gradient[index]);
    in[index] = adds ? in[index] + value : value;
  }
}

// The second's channels behind the first's.
KERNEL(concatenate, 256, (const float* first, const float* second, int firstSize, int secondSize, int count,
    float* out, int rectifies)) {
  int index = thread();
  int size = firstSize + secondSize;
  if (index < count * size) {
    int image = index / size;
    int at = index - image * size;
    float value = at < firstSize ? first[image * firstSize + at] : second[image * secondSize + at - firstSize];
    out[index] = rectifies ? rectified(value) : value;
  }
}

// One side's share of the gradient, which begins at a place of each image's.
KERNEL(concatenate_back, 256, (const float* gradient, int size, int from, int own, int count, float* in,
    const float* relu, int adds)) {
  int index = thread();
  if (index < count * own) {
    int image = index / own;
    float value = through(relu, index, gradient[image * size + from + index - image * own]);
    in[index] = adds ? in[index] + value : value;
  }
}

// SplittableRandom's n-th long after a seed, four draws of 16 bits in each; images are numbered channels
// last. There is a draw for each number, or for each image.
__device__ __forceinline__ bool dropped(
    u64 seed, int threshold, int whole, int index, int channels, int plane) {
  int image = index / (channels * plane);
  int rest = index - image * channels * plane;
  u64 number =
      whole ? image : (u64) image * channels * plane + (u64) (rest % plane) * channels + rest / plane;
  u64 bits = seed + (number / 4 + 1) * 0x9E3779B97F4A7C15ULL;
  bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
  bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
  bits ^= bits >> 31;
  return (int) (bits >> number % 4 * 16 & 0xFFFF) < threshold;
}

KERNEL(drop, 256, (const Step* step, int slot, int threshold, float kept, int whole, const float* in, int channels,
    int plane, int count, float* out, const float* relu, int rectifies)) {
  int index = thread();
  if (index < count * channels * plane) {
    float value = in[index] * (dropped(step->seeds[slot], threshold, whole, index, channels, plane) ? 0 : kept);
    value = rectifies ? rectified(value) : value;
    out[index] = through(relu, index, value);
  }
}

static const int RELU = 0, LEAKY_RELU = 1, ELU = 2, SELU = 3, GELU = 4, TANH = 5, SIGMOID = 6, RELU6 = 7;
static const float SLOPE = 0.01f;
static const float SELU_ALPHA = 1.6732632423543772f;
static const float SELU_SCALE = 1.0507009873554805f;

KERNEL(activate, 256, (const float* in, int size, int function, float* out)) {
  int index = thread();
  if (index >= size) {
    return;
  }
  float x = in[index];
  float y = x;
  switch (function) {
    case RELU: y = rectified(x); break;
    case RELU6: y = x > 6 ? 6 : rectified(x); break;
    case LEAKY_RELU: y = x > 0 ? x : SLOPE * x; break;
    case ELU: y = x > 0 ? x : expm1f(x); break;
    case SELU: y = SELU_SCALE * (x > 0 ? x : SELU_ALPHA * expm1f(x)); break;
    case GELU: y = x * 0.5f * (1 + erff(x * 0.70710678f)); break;
    case TANH: y = tanhf(x); break;
    case SIGMOID: y = 1 / (1 + expf(-x)); break;
    default: break;  // the identity
  }
  out[index] = y;
}

KERNEL(activate_back, 256, (const float* in, const float* gradient, int size, int function, float* out,
    const float* relu)) {
  int index = thread();
  if (index >= size) {
    return;
  }
  float x = in[index];
  float slope = 1;
  switch (function) {
    case RELU: slope = x > 0 ? 1 : 0; break;
    case RELU6: slope = x > 0 && x < 6 ? 1 : 0; break;
    case LEAKY_RELU: slope = x > 0 ? 1 : SLOPE; break;
    case ELU: slope = x > 0 ? 1 : expf(x); break;
    case SELU: slope = SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * expf(x)); break;
    case GELU:
      slope = 0.5f * (1 + erff(x * 0.70710678f)) + x * 0.39894228f * expf(-0.5f * x * x);
      break;
    case TANH: { float y = tanhf(x); slope = 1 - y * y; break; }
    case SIGMOID: { float y = 1 / (1 + expf(-x)); slope = y * (1 - y); break; }
    default: break;  // the identity
  }
  out[index] = through(relu, index, gradient[index] * slope);
}

// One thread a place: over its channels.
KERNEL(softmax, 256, (const float* in, int channels, int plane, int count, float* out)) {
  int index = thread();
  if (index >= count * plane) {
    return;
  }
  int base = index / plane * channels * plane + index % plane;
  float largest = in[base];
  for (int c = 1; c < channels; c++) {
    largest = fmaxf(largest, in[base + c * plane]);
  }
  float sum = 0;
  for (int c = 0; c < channels; c++) {
    float power = expf(in[base + c * plane] - largest);
    out[base + c * plane] = power;
    sum += power;
  }
  for (int c = 0; c < channels; c++) {
    out[base + c * plane] /= sum;
  }
}

KERNEL(softmax_back, 256, (const float* shares, const float* gradient, int channels, int plane, int count,
    float* in, const float* relu)) {
  int index = thread();
  if (index >= count * plane) {
    return;
  }
  int base = index / plane * channels * plane + index % plane;
  float sum = 0;
  for (int c = 0; c < channels; c++) {
    sum += shares[base + c * plane] * gradient[base + c * plane];
  }
  for (int c = 0; c < channels; c++) {
    int at = base + c * plane;
    in[at] = through(relu, at, shares[at] * (gradient[at] - sum));
  }
}
