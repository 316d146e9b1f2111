// CUDA's words for a C++ compiler: a block's threads are fibers that take turns at __syncthreads, blocks
// run one after another.

#include <csetjmp>
#include <cmath>
#include <ucontext.h>
#include <utility>
#include <vector>

#define EMULATED
#define __device__
#define __forceinline__ inline
#define __shared__ static thread_local

struct Index {
  unsigned x = 0;
  unsigned y = 0;
  unsigned z = 0;
};

static thread_local Index threadIdx, blockIdx, blockDim, gridDim;

namespace emulation {

const int MOST_THREADS = 256;
const size_t STACK = 1 << 16;

struct Fiber {
  ucontext_t context;
  jmp_buf at;
  bool done;
  std::vector<char> stack;
};

struct Body {
  virtual void run() = 0;
};

static thread_local std::vector<Fiber> fibers;
static thread_local jmp_buf scheduler;
static thread_local Fiber* current;
static thread_local Body* body;

static void begin() {
  body->run();
  current->done = true;
  _longjmp(scheduler, 1);
}

// Starts a fiber, or lets it go on, until it waits or ends.
static void turn(unsigned thread, bool first) {
  Fiber& fiber = fibers[thread];
  current = &fiber;
  threadIdx.x = thread;
  if (_setjmp(scheduler) == 0) {
    if (!first) {
      _longjmp(fiber.at, 1);
    }
    fiber.done = false;
    fiber.stack.resize(STACK);
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = STACK;
    fiber.context.uc_link = 0;
    makecontext(&fiber.context, begin, 0);
    setcontext(&fiber.context);
  }
}

static void wait() {
  if (_setjmp(current->at) == 0) {
    _longjmp(scheduler, 1);
  }
}

static void block(unsigned threads) {
  turn(0, true);
  if (fibers[0].done) {
    // A thread that waits for none: neither do the others.
    for (unsigned thread = 1; thread < threads; thread++) {
      threadIdx.x = thread;
      body->run();
    }
    return;
  }
  for (unsigned thread = 1; thread < threads; thread++) {
    turn(thread, true);
  }
  while (!fibers[0].done) {
    for (unsigned thread = 0; thread < threads; thread++) {
      turn(thread, false);
    }
  }
}

static void grid(const unsigned* size, unsigned threads, Body& work) {
  fibers.resize(MOST_THREADS);
  body = &work;
  gridDim.x = size[0];
  gridDim.y = size[1];
  gridDim.z = size[2];
  blockDim.x = threads;
  for (blockIdx.z = 0; blockIdx.z < size[2]; blockIdx.z++) {
    for (blockIdx.y = 0; blockIdx.y < size[1]; blockIdx.y++) {
      for (blockIdx.x = 0; blockIdx.x < size[0]; blockIdx.x++) {
        block(threads);
      }
    }
  }
}

template <class... Parameters>
struct Call : Body {
  void (*kernel)(Parameters...);
  void** arguments;

  Call(void (*kernel)(Parameters...), void** arguments) : kernel(kernel), arguments(arguments) {}

  template <size_t... I>
  void apply(std::index_sequence<I...>) {
    kernel(*(Parameters*) arguments[I]...);
  }

  void run() override { apply(std::index_sequence_for<Parameters...>()); }
};

template <class... Parameters>
void launch(void (*kernel)(Parameters...), const unsigned* size, unsigned threads, void** arguments) {
  Call<Parameters...> call(kernel, arguments);
  grid(size, threads, call);
}

}  // namespace emulation

#define __syncthreads() emulation::wait()

#define KERNEL(name, threads, parameters) \
  static void name parameters; \
  extern "C" void run_##name(const unsigned* size, unsigned count, void** arguments) { \
    emulation::launch(name, size, count, arguments); \
  } \
  static void name parameters
