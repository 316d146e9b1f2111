// Matrix products over tiles in shared memory. Convolutions are products with matrices that are never
// written down: columns are gathered from images by tables of taps.
//
// A block computes rows x columns of the result over a part of the depth; parts are added up by
// reduce_*. What varies is the source of both factors and where a number goes.

static const int DEPTH = 16;

// Neighbouring threads read neighbouring rows (columns) of a factor.
template <int SIDE, int THREADS>
struct Across {
  static const int COUNT = SIDE * DEPTH / THREADS;
  static __device__ __forceinline__ int side(int) { return threadIdx.x % SIDE; }
  static __device__ __forceinline__ int depth(int i) { return threadIdx.x / SIDE + i * (THREADS / SIDE); }
};

// Neighbouring threads read along the depth.
template <int SIDE, int THREADS>
struct Along {
  static const int COUNT = SIDE * DEPTH / THREADS;
  static __device__ __forceinline__ int side(int i) { return threadIdx.x / DEPTH + i * (THREADS / DEPTH); }
  static __device__ __forceinline__ int depth(int) { return threadIdx.x % DEPTH; }
};

// A matrix in memory: element (side, depth) at side * sideStep + depth * depthStep.
template <class Order>
struct Stored {
  const float* values;
  int sides;
  int sideStep;
  int depthStep;
  int first;
  int end;
  bool ones;  // one more side, of ones

  __device__ __forceinline__ Stored(const float* values, int sides, int sideStep, int depthStep, bool ones)
      : values(values), sides(sides), sideStep(sideStep), depthStep(depthStep), ones(ones) {}

  __device__ __forceinline__ void begin(int firstSide, int, int depthEnd) {
    first = firstSide;
    end = depthEnd;
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int side = first + Order::side(i);
      int depth = depth0 + Order::depth(i);
      bool inside = side < sides && depth < end;
      into[i] = inside ? values[side * sideStep + depth * depthStep]
                       : ones && side == sides && depth < end ? 1.0f : 0.0f;
    }
  }
};

// Weights [filters, taps] of a convolution for its backward pass by data: element (channel, tap).
template <class Order>
struct TurnedWeights {
  const float* values;
  const Tap* taps;
  int channels;
  int window;
  int first;
  int end;

  __device__ __forceinline__ TurnedWeights(const float* values, const Tap* taps, int channels, int window)
      : values(values), taps(taps), channels(channels), window(window) {}

  __device__ __forceinline__ void begin(int firstSide, int, int depthEnd) {
    first = firstSide;
    end = depthEnd;
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int side = first + Order::side(i);
      int depth = depth0 + Order::depth(i);
      into[i] = side < channels && depth < end ? values[side * window + taps[depth].weight] : 0.0f;
    }
  }
};

// Columns of an image matrix: element (image and place, tap).
template <class Order>
struct Patches {
  const float* images;
  const Tap* taps;
  Window window;
  int count;
  int end;
  int base;
  int y;
  int x;
  bool inside;

  __device__ __forceinline__ Patches(const float* images, const Tap* taps, const Window& window, int count)
      : images(images), taps(taps), window(window), count(count) {}

  __device__ __forceinline__ void begin(int firstSide, int, int depthEnd) {
    end = depthEnd;
    int side = firstSide + Order::side(0);
    int places = window.outHeight * window.outWidth;
    int image = side / places;
    int place = side - image * places;
    y = place / window.outWidth * window.stride - window.top;
    x = place % window.outWidth * window.stride - window.left;
    inside = image < count;
    base = image * window.channels * window.height * window.width + y * window.width + x;
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int depth = depth0 + Order::depth(i);
      float value = 0;
      if (inside && depth < end) {
        Tap tap = taps[depth];
        if ((unsigned) (y + tap.down) < (unsigned) window.height
            && (unsigned) (x + tap.right) < (unsigned) window.width) {
          value = images[base + tap.offset];
        }
      }
      into[i] = value;
    }
  }
};

// The output's gradient as an input's place sees it: element (image and input place, tap).
template <class Order>
struct TurnedPatches {
  const float* gradient;
  const Tap* taps;
  Window window;
  int filters;
  int count;
  int end;
  int base;
  int y;
  int x;
  bool inside;

  __device__ __forceinline__ TurnedPatches(
      const float* gradient, const Tap* taps, const Window& window, int filters, int count)
      : gradient(gradient), taps(taps), window(window), filters(filters), count(count) {}

  __device__ __forceinline__ void begin(int firstSide, int, int depthEnd) {
    end = depthEnd;
    int side = firstSide + Order::side(0);
    int places = window.height * window.width;
    int image = side / places;
    int place = side - image * places;
    y = place / window.width + window.top;
    x = place % window.width + window.left;
    inside = image < count;
    base = image * filters * window.outHeight * window.outWidth;
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int depth = depth0 + Order::depth(i);
      float value = 0;
      if (inside && depth < end) {
        Tap tap = taps[depth];
        int down = y - tap.down;
        int right = x - tap.right;
        bool meets = down >= 0 && right >= 0;
        if (window.stride != 1) {
          meets = meets && down % window.stride == 0 && right % window.stride == 0;
          down /= window.stride;
          right /= window.stride;
        }
        if (meets && down < window.outHeight && right < window.outWidth) {
          value = gradient[base + tap.offset + down * window.outWidth + right];
        }
      }
      into[i] = value;
    }
  }
};

// A place of the output that moves along the depth: (image, place) for the backward pass by filters.
struct Place {
  int image;
  int place;
  int places;

  __device__ __forceinline__ void begin(int index, int newPlaces) {
    places = newPlaces;
    image = index / places;
    place = index - image * places;
  }

  __device__ __forceinline__ void move() {
    place += DEPTH;
    while (place >= places) {
      place -= places;
      image++;
    }
  }
};

// The output's gradient: element (filter, image and place). Read tile after tile.
template <class Order>
struct FilterGradients {
  const float* gradient;
  int filters;
  int first;
  int end;
  Place at;
  int places;

  __device__ __forceinline__ FilterGradients(const float* gradient, int filters, int places)
      : gradient(gradient), filters(filters), places(places) {}

  __device__ __forceinline__ void begin(int firstSide, int depth0, int depthEnd) {
    first = firstSide;
    end = depthEnd;
    at.begin(depth0 + Order::depth(0), places);
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
    bool inside = depth0 + Order::depth(0) < end;
    int base = at.image * filters * places + at.place;
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int side = first + Order::side(i);
      into[i] = inside && side < filters ? gradient[base + side * places] : 0.0f;
    }
    at.move();
  }
};

// An image matrix turned round: element (tap, image and place); one more tap, of ones, is the bias's.
template <class Order>
struct TapValues {
  const float* images;
  const Tap* taps;
  Window window;
  int count;
  bool ones;
  int end;
  Place at;
  Tap own[Order::COUNT];
  bool known[Order::COUNT];
  bool one[Order::COUNT];

  __device__ __forceinline__ TapValues(
      const float* images, const Tap* taps, const Window& window, int count, bool ones)
      : images(images), taps(taps), window(window), count(count), ones(ones) {}

  __device__ __forceinline__ void begin(int firstSide, int depth0, int depthEnd) {
    end = depthEnd;
    at.begin(depth0 + Order::depth(0), window.outHeight * window.outWidth);
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      int side = firstSide + Order::side(i);
      known[i] = side < count;
      one[i] = ones && side == count;
      own[i] = taps[known[i] ? side : 0];
    }
  }

  __device__ __forceinline__ void read(int depth0, float (&into)[Order::COUNT]) {
    bool inside = depth0 + Order::depth(0) < end;
    int row = at.place / window.outWidth;
    int y = row * window.stride - window.top;
    int x = (at.place - row * window.outWidth) * window.stride - window.left;
    int base = at.image * window.channels * window.height * window.width + y * window.width + x;
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      float value = 0;
      if (inside) {
        if (known[i]
            && (unsigned) (y + own[i].down) < (unsigned) window.height
            && (unsigned) (x + own[i].right) < (unsigned) window.width) {
          value = images[base + own[i].offset];
        } else if (one[i]) {
          value = 1;
        }
      }
      into[i] = value;
    }
    at.move();
  }
};

// Where a number goes, and what becomes of it on the way if it is whole.
struct Ending {
  float* out;
  const float* bias;      // one a channel, or null
  const float* relu;      // output of the ReLU that the gradient goes back through, or null
  int rectifies;
  int parts;              // above 1: out has one stretch a part, and nothing else is done here

  __device__ __forceinline__ void put(int index, int channel, int size, float value) const {
    if (parts > 1) {
      out[blockIdx.z * size + index] = value;
      return;
    }
    if (bias != 0) {
      value += bias[channel];
    }
    if (rectifies) {
      value = rectified(value);
    }
    out[index] = through(relu, index, value);
  }
};

// Row by row.
struct RowMajor {
  Ending ending;
  int rows;
  int columns;

  __device__ __forceinline__ void put(int row, int column, float value) const {
    if (row < rows && column < columns) {
      ending.put(row * columns + column, column, rows * columns, value);
    }
  }
};

// Rows are channels, columns are images and places.
struct Images {
  Ending ending;
  int channels;
  int places;
  int count;

  __device__ __forceinline__ void put(int row, int column, float value) const {
    int image = column / places;
    if (row < channels && image < count) {
      ending.put((image * channels + row) * places + column - image * places, row,
                 count * channels * places, value);
    }
  }
};

// Weights' gradient row by row in one stretch, the biases' (the last column) in another.
struct Filters {
  float* weights;
  float* biases;
  int rows;
  int columns;
  int parts;
  int hasBias;

  __device__ __forceinline__ void put(int row, int column, float value) const {
    if (row >= rows || column >= columns + hasBias) {
      return;
    }
    int size = rows * (columns + hasBias);
    int index = column < columns ? row * columns + column : rows * columns + row;
    if (parts > 1) {
      weights[blockIdx.z * size + index] = value;
    } else if (column < columns) {
      weights[index] = value;
    } else {
      biases[row] = value;
    }
  }
};

template <int ROWS, int COLUMNS, int TALL, int WIDE>
struct Tile {
  static const int THREADS = (ROWS / TALL) * (COLUMNS / WIDE);
  static const int HEIGHT = ROWS;
  static const int WIDTH = COLUMNS;
  typedef Across<ROWS, THREADS> RowsAcross;
  typedef Along<ROWS, THREADS> RowsAlong;
  typedef Across<COLUMNS, THREADS> ColumnsAcross;
  typedef Along<COLUMNS, THREADS> ColumnsAlong;

  // left: (row, depth), right: (column, depth).
  template <class LeftOrder, class RightOrder, class Left, class Right, class Target>
  static __device__ __forceinline__ void multiply(
      Left left, Right right, const Target& target, int depth, int parts) {
    alignas(16) __shared__ float leftTile[2][DEPTH][ROWS + 4];
    alignas(16) __shared__ float rightTile[2][DEPTH][COLUMNS + 4];
    int tiles = (depth + DEPTH - 1) / DEPTH;
    int share = (tiles + parts - 1) / parts;
    int begin = blockIdx.z * share * DEPTH;
    int end = begin + share * DEPTH < depth ? begin + share * DEPTH : depth;
    int row0 = blockIdx.y * ROWS;
    int column0 = blockIdx.x * COLUMNS;
    int down = threadIdx.x / (COLUMNS / WIDE) * 4;
    int right0 = threadIdx.x % (COLUMNS / WIDE) * 4;
    float sum[TALL][WIDE];
#pragma unroll
    for (int i = 0; i < TALL; i++) {
#pragma unroll
      for (int j = 0; j < WIDE; j++) {
        sum[i][j] = 0;
      }
    }
    float nextLeft[LeftOrder::COUNT];
    float nextRight[RightOrder::COUNT];
    left.begin(row0, begin, end);
    right.begin(column0, begin, end);
    left.read(begin, nextLeft);
    right.read(begin, nextRight);
    place<LeftOrder>(nextLeft, leftTile[0]);
    place<RightOrder>(nextRight, rightTile[0]);
    __syncthreads();
    int now = 0;
    for (int from = begin; from < end; from += DEPTH) {
      bool more = from + DEPTH < end;
      if (more) {
        left.read(from + DEPTH, nextLeft);
        right.read(from + DEPTH, nextRight);
      }
#pragma unroll
      for (int k = 0; k < DEPTH; k++) {
        float a[TALL];
        float b[WIDE];
#pragma unroll
        for (int i = 0; i < TALL; i += 4) {
          Four four = *(const Four*) &leftTile[now][k][down + i / 4 * (ROWS * 4 / TALL)];
#pragma unroll
          for (int j = 0; j < 4; j++) {
            a[i + j] = four.at[j];
          }
        }
#pragma unroll
        for (int i = 0; i < WIDE; i += 4) {
          Four four = *(const Four*) &rightTile[now][k][right0 + i / 4 * (COLUMNS * 4 / WIDE)];
#pragma unroll
          for (int j = 0; j < 4; j++) {
            b[i + j] = four.at[j];
          }
        }
#pragma unroll
        for (int i = 0; i < TALL; i++) {
#pragma unroll
          for (int j = 0; j < WIDE; j++) {
            sum[i][j] += a[i] * b[j];
          }
        }
      }
      if (more) {
        now ^= 1;
        place<LeftOrder>(nextLeft, leftTile[now]);
        place<RightOrder>(nextRight, rightTile[now]);
        __syncthreads();
      }
    }
#pragma unroll
    for (int i = 0; i < TALL; i++) {
#pragma unroll
      for (int j = 0; j < WIDE; j++) {
        target.put(row0 + down + i / 4 * (ROWS * 4 / TALL) + i % 4,
                   column0 + right0 + j / 4 * (COLUMNS * 4 / WIDE) + j % 4, sum[i][j]);
      }
    }
  }

  template <class Order, int SIDE>
  static __device__ __forceinline__ void place(
      const float (&values)[Order::COUNT], float (&tile)[DEPTH][SIDE]) {
#pragma unroll
    for (int i = 0; i < Order::COUNT; i++) {
      tile[Order::depth(i)][Order::side(i)] = values[i];
    }
  }
};

typedef Tile<32, 32, 4, 4> Small;
typedef Tile<32, 128, 4, 8> Flat;
typedef Tile<64, 64, 4, 4> Medium;
typedef Tile<64, 128, 8, 8> Large;

// One kernel a use and tile; Product picks.
#define PRODUCTS(suffix, T, threads) \
  KERNEL(convolve_##suffix, threads, (const float* images, const float* weights, const Tap* taps, \
      Window window, int filters, int depth, int count, Ending ending)) { \
    Images target = {ending, filters, window.outHeight * window.outWidth, count}; \
    T::multiply<T::RowsAlong, T::ColumnsAcross>( \
        Stored<T::RowsAlong>(weights, filters, depth, 1, false), \
        Patches<T::ColumnsAcross>(images, taps, window, count), target, depth, ending.parts); \
  } \
  KERNEL(convolve_data_##suffix, threads, (const float* gradient, const float* weights, const Tap* taps, \
      Window window, int filters, int depth, int count, Ending ending)) { \
    Images target = {ending, window.channels, window.height * window.width, count}; \
    T::multiply<T::RowsAlong, T::ColumnsAcross>( \
        TurnedWeights<T::RowsAlong>(weights, taps, window.channels, window.tall * window.wide), \
        TurnedPatches<T::ColumnsAcross>(gradient, taps, window, filters, count), target, depth, \
        ending.parts); \
  } \
  KERNEL(convolve_filters_##suffix, threads, (const float* images, const float* gradient, const Tap* taps, \
      Window window, int filters, int columns, int count, float* weightGradient, float* biasGradient, \
      int hasBias, int parts)) { \
    int places = window.outHeight * window.outWidth; \
    Filters target = {weightGradient, biasGradient, filters, columns, parts, hasBias}; \
    T::multiply<T::RowsAlong, T::ColumnsAlong>( \
        FilterGradients<T::RowsAlong>(gradient, filters, places), \
        TapValues<T::ColumnsAlong>(images, taps, window, columns, hasBias), target, count * places, \
        parts); \
  } \
  KERNEL(dense_##suffix, threads, (const float* images, const float* weights, int inputs, int outputs, \
      int count, Ending ending)) { \
    RowMajor target = {ending, count, outputs}; \
    T::multiply<T::RowsAlong, T::ColumnsAlong>( \
        Stored<T::RowsAlong>(images, count, inputs, 1, false), \
        Stored<T::ColumnsAlong>(weights, outputs, inputs, 1, false), target, inputs, ending.parts); \
  } \
  KERNEL(dense_data_##suffix, threads, (const float* gradient, const float* weights, int inputs, \
      int outputs, int count, Ending ending)) { \
    RowMajor target = {ending, count, inputs}; \
    T::multiply<T::RowsAlong, T::ColumnsAcross>( \
        Stored<T::RowsAlong>(gradient, count, outputs, 1, false), \
        Stored<T::ColumnsAcross>(weights, inputs, 1, inputs, false), target, outputs, ending.parts); \
  } \
  KERNEL(dense_filters_##suffix, threads, (const float* images, const float* gradient, int inputs, \
      int outputs, int count, float* weightGradient, float* biasGradient, int hasBias, int parts)) { \
    Filters target = {weightGradient, biasGradient, outputs, inputs, parts, hasBias}; \
    T::multiply<T::RowsAcross, T::ColumnsAcross>( \
        Stored<T::RowsAcross>(gradient, outputs, 1, outputs, false), \
        Stored<T::ColumnsAcross>(images, inputs, 1, inputs, hasBias), target, count, parts); \
  }

PRODUCTS(small, Small, 64)
PRODUCTS(flat, Flat, 128)
PRODUCTS(medium, Medium, 256)
PRODUCTS(large, Large, 128)

static const int LANES = 8;

// Adds up the parts: 32 numbers a block, eight threads for each.
__device__ __forceinline__ float partSum(const float* parts, int size, int count, int index) {
  __shared__ float lanes[LANES][33];
  int own = threadIdx.x % 32;
  int lane = threadIdx.x / 32;
  float sum = 0;
  if (index < size) {
    for (int part = lane; part < count; part += LANES) {
      sum += parts[part * size + index];
    }
  }
  lanes[lane][own] = sum;
  __syncthreads();
  sum = 0;
#pragma unroll
  for (int i = 0; i < LANES; i++) {
    sum += lanes[i][own];
  }
  return sum;
}

KERNEL(reduce_outputs, 256, (const float* parts, int size, int places, int channels, int count, float* out,
    const float* bias, const float* relu, int rectifies)) {
  int index = blockIdx.x * 32 + threadIdx.x % 32;
  float value = partSum(parts, size, count, index);
  if (threadIdx.x < 32 && index < size) {
    if (bias != 0) {
      value += bias[index / places % channels];
    }
    if (rectifies) {
      value = rectified(value);
    }
    out[index] = through(relu, index, value);
  }
}

KERNEL(reduce_filters, 256, (const float* parts, int size, int weights, int count, float* weightGradient,
    float* biasGradient)) {
  int index = blockIdx.x * 32 + threadIdx.x % 32;
  float value = partSum(parts, size, count, index);
  if (threadIdx.x < 32 && index < size) {
    if (index < weights) {
      weightGradient[index] = value;
    } else {
      biasGradient[index - weights] = value;
    }
  }
}
