// One step from gradient to new parameters, as Optimizer and the update rules define it.

static const int DESCENT = 0, MOMENTUM = 1, NESTEROV = 2, ADAM = 3, AMSGRAD = 4, ADAMAX = 5, NADAM = 6,
    RMSPROP = 7, ADAGRAD = 8, ADADELTA = 9;

// What a number of the vector is: of these a table, and an index into it for each number.
struct Role {
  int statistic;
  int weight;
  float factor;           // of the learning rate; 0 is frozen
  int late;               // frozen in the first epochs
};

__device__ __forceinline__ float clipped(float gradient, float limit) {
  // NaN passes.
  return limit > 0 ? (gradient > limit ? limit : gradient < -limit ? -limit : gradient) : gradient;
}

// Sums of squares over the blocks' shares.
KERNEL(norm_squares, 256, (const Step* step, const float* gradient, const u8* roles, const Role* table, int size, float limit,
    float* squares)) {
  __shared__ float shared[256];
  float sum = 0;
  for (int i = thread(); i < size; i += gridDim.x * blockDim.x) {
    Role role = table[roles[i]];
    float own = role.statistic || role.factor == 0 || (role.late && step->early) ? 0 : clipped(gradient[i], limit);
    sum += own * own;
  }
  sum = blockSum(shared, sum);
  if (threadIdx.x == 0) {
    squares[blockIdx.x] = sum;
  }
}

// One block: the factor that brings the gradient's norm to its limit.
KERNEL(norm_factor, 256, (const float* squares, int count, float limit, float* factor)) {
  __shared__ double shared[256];
  double sum = blockSum(shared, threadIdx.x < count ? (double) squares[threadIdx.x] : 0.0);
  if (threadIdx.x == 0) {
    double norm = sqrt(sum);
    factor[0] = norm > limit ? (float) (limit / norm) : 1.0f;
  }
}

KERNEL(update, 256, (const Step* step, float* parameters, const float* gradient, float* state,
    const u8* roles, const Role* table, int size, int rule, float l2, float limit, const float* factor)) {
  int i = thread();
  if (i >= size) {
    return;
  }
  Role role = table[roles[i]];
  float before = parameters[i];
  float g = gradient[i];
  if (role.statistic) {
    parameters[i] = before - g;
    return;
  }
  if (role.factor == 0) {
    return;
  }
  g = clipped(g, limit);
  bool frozen = role.late && step->early;
  if (factor != 0 && !frozen) {
    g *= factor[0];
  }
  float p = before;
  if (role.weight) {
    g += l2 * p;
    p *= step->keep;
  }
  float* m = state + i;
  float* v = state + size + i;
  float rate = step->rate;
  float epsilon = step->epsilon;
  switch (rule) {
    case DESCENT:
      p -= rate * g;
      break;
    case MOMENTUM:
      *m = step->first * *m + g;
      p -= rate * *m;
      break;
    case NESTEROV:
      *m = step->first * *m + g;
      p -= rate * (g + step->first * *m);
      break;
    case ADAM:
      *m = step->first * *m + step->firstRest * g;
      *v = step->second * *v + step->secondRest * g * g;
      p -= step->scale[0] * *m / (sqrtf(*v) + epsilon);
      break;
    case AMSGRAD: {
      float* largest = state + 2 * size + i;
      *m = step->first * *m + step->firstRest * g;
      *v = step->second * *v + step->secondRest * g * g;
      *largest = *largest > *v ? *largest : *v;
      p -= step->scale[0] * *m / (sqrtf(*largest) * step->scale[1] + epsilon);
      break;
    }
    case ADAMAX: {
      float magnitude = fabsf(g) + epsilon;
      float kept = step->second * *v;
      *v = kept > magnitude ? kept : magnitude;
      *m = step->first * *m + step->firstRest * g;
      p -= step->scale[0] * *m / *v;
      break;
    }
    case NADAM: {
      *v = step->second * *v + step->secondRest * g * g;
      *m = step->first * *m + step->firstRest * g;
      float root = sqrtf(*v) * step->scale[1] + epsilon;
      p -= g / root * step->scale[0];
      p -= *m / root * step->scale[2];
      break;
    }
    case RMSPROP:
      *m = step->second * *m + step->secondRest * g * g;
      *v = step->first * *v + rate * (g / sqrtf(*m + epsilon));
      p -= *v;
      break;
    case ADAGRAD:
      *m += g * g;
      p -= rate * (g / (sqrtf(*m) + epsilon));
      break;
    case ADADELTA: {
      *m = step->second * *m + step->secondRest * g * g;
      float change = g * sqrtf(*v + epsilon) / sqrtf(*m + epsilon);
      *v = step->second * *v + step->secondRest * change * change;
      p -= rate * change;
      break;
    }
    default:
      break;
  }
  // Every rule's step is proportional to the rate, so the layer's factor may come last.
  // The rule's state follows what is only frozen for now.
  parameters[i] = frozen ? before : role.factor == 1 ? p : before + role.factor * (p - before);
}

// Tells whether a number is not finite; several threads may say so.
KERNEL(look_finite, 256, (const float* values, int size, int* found)) {
  int index = thread();
  if (index < size && !(fabsf(values[index]) <= 3.4028234e38f)) {
    *found = 1;
  }
}
