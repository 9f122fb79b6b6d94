// SwiftShader carries out both sides of every if, and skips only loops that nobody enters: so this is an if that
// saves the work it leaves out.
#define WHEN(condition) for (bool enter = (condition); enter; enter = false)

// Noise from whole numbers alone: the same on every renderer that keeps to IEEE floats.
uint mixBits(uint n) {
  n = (n ^ (n >> 15)) * 2246822519u;
  n = (n ^ (n >> 13)) * 3266489917u;
  return n ^ (n >> 16);
}

float hash1(ivec3 c) {
  uint n = uint(c.x) * 1597334673u ^ uint(c.y) * 3812015801u ^ uint(c.z) * 2798796415u;
  return float(mixBits(n) >> 8) * (1.0 / 16777216.0);
}

// Four fields of value noise at once, 0 to 1, smooth, with a period of 64: one trilinear look-up.
uniform highp sampler3D uNoise;

vec4 noise4(vec3 p) {
  vec3 f = floor(p);
  vec3 t = p - f;
  return textureLod(uNoise, (f + t * t * (3.0 - 2.0 * t) + 0.5) * (1.0 / 64.0), 0.0);
}

float noise3(vec3 p) { return noise4(p).r; }

// Octaves turn against each other, so that the grid of value noise doesn't show.
const mat3 TURN = mat3(0.0, 0.8, 0.6, -0.8, 0.36, -0.48, -0.6, -0.48, 0.64);

float fbm(vec3 p, int octaves);

// Warped by itself: blots without the lattice's squareness.
float blots(vec3 p) { return fbm(p + (noise4(p * 0.9 + 3.0).gba - 0.5) * 1.7, 4); }

float fbm(vec3 p, int octaves) {
  float sum = 0.0, part = 0.5, whole = 0.0;
  for (int i = 0; i < octaves; i++) {
    sum += part * noise3(p);
    whole += part;
    part *= 0.5;
    p = TURN * p * 2.03 + 17.1;
  }
  return sum / whole;
}
