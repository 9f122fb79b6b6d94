// Distance functions of plain shapes. Lengths in millimetres.
float smin(float a, float b, float k) {
  float h = max(k - abs(a - b), 0.0) / k;
  return min(a, b) - h * h * k * 0.25;
}

float smax(float a, float b, float k) { return -smin(-a, -b, k); }

float ellipsoid(vec3 p, vec3 r) {
  float k0 = length(p / r);
  float k1 = length(p / (r * r));
  return k0 * (k0 - 1.0) / max(k1, 1e-4);
}

float capsule(vec3 p, vec3 a, vec3 b, float r) {
  vec3 pa = p - a, ba = b - a;
  float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
  return length(pa - ba * h) - r;
}

float box(vec3 p, vec3 half_, float round_) {
  vec3 q = abs(p) - half_ + round_;
  return length(max(q, 0.0)) + min(max(q.x, max(q.y, q.z)), 0.0) - round_;
}

// A rod along z from z0 to z1 whose radius goes from r0 to r1; flat ends with a small bevel.
float rod(vec3 p, float z0, float z1, float r0, float r1) {
  float t = clamp((p.z - z0) / (z1 - z0), 0.0, 1.0);
  float side = length(p.xy) - mix(r0, r1, t);
  float ends = max(z0 - p.z, p.z - z1);
  return smax(side, ends, 0.3);
}

float dot2(vec3 v) { return dot(v, v); }

// Unsigned distance to a triangle.
float triangle(vec3 p, vec3 a, vec3 b, vec3 c) {
  vec3 ba = b - a, pa = p - a, cb = c - b, pb = p - b, ac = a - c, pc = p - c;
  vec3 nor = cross(ba, ac);
  bool over = sign(dot(cross(ba, nor), pa)) + sign(dot(cross(cb, nor), pb)) + sign(dot(cross(ac, nor), pc)) >= 2.0;
  if (over) return sqrt(dot(nor, pa) * dot(nor, pa) / dot2(nor));
  float e0 = dot2(ba * clamp(dot(ba, pa) / dot2(ba), 0.0, 1.0) - pa);
  float e1 = dot2(cb * clamp(dot(cb, pb) / dot2(cb), 0.0, 1.0) - pb);
  float e2 = dot2(ac * clamp(dot(ac, pc) / dot2(ac), 0.0, 1.0) - pc);
  return sqrt(min(e0, min(e1, e2)));
}
