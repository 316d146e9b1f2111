// What all kernels share. NVRTC brings no headers: nothing is included here, and files follow each other
// as KernelSource names them. An emulation defines EMULATED and CUDA's words for a C++ compiler.

#ifndef EMULATED
#define KERNEL(name, threads, parameters) \
  extern "C" __global__ void __launch_bounds__(threads) name parameters
#endif

typedef unsigned char u8;
typedef unsigned long long u64;

struct alignas(16) Four {
  float at[4];
};

struct alignas(16) Tap {
  int offset;
  int down;
  int right;
  int weight;
};

// What changes from step to step; StepRecord writes it.
struct Step {
  const u8* pixels;
  const int* labels;
  const int* order;
  const float* table;
  int offset;
  float keep;             // share of a weight that decay leaves
  float rate;
  float scale[3];         // factors of the rule, the step's number in them
  float epsilon;
  float first;            // decay of the first moment, or momentum
  float firstRest;
  float second;           // decay of the second moment
  float secondRest;
  int early;              // whether what learns late is frozen
  u64 seeds[1];           // one a dropout layer, more than one in truth
};

// A window that slides over an image.
struct Window {
  int channels;
  int height;
  int width;
  int outHeight;
  int outWidth;
  int tall;
  int wide;
  int stride;
  int top;                // pixels of padding above the image
  int left;
};

__device__ __forceinline__ int thread() { return blockIdx.x * blockDim.x + threadIdx.x; }

// NaN passes, so that divergence is seen.
__device__ __forceinline__ float rectified(float value) { return value < 0 ? 0 : value; }

// The gradient through a ReLU, by its output; all of it without one.
__device__ __forceinline__ float through(const float* relu, int index, float gradient) {
  return relu == 0 || relu[index] > 0 ? gradient : 0;
}

// Adds up a block's values pairwise, always in the same order; the sum is thread 0's.
template <class Number>
__device__ __forceinline__ Number blockSum(Number* shared, Number value) {
  shared[threadIdx.x] = value;
  __syncthreads();
  for (int half = blockDim.x / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) {
      shared[threadIdx.x] += shared[threadIdx.x + half];
    }
    __syncthreads();
  }
  Number sum = shared[0];
  __syncthreads();
  return sum;
}
