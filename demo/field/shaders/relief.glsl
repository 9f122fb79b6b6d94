// Draws the tile of relief that fat and grain are made from: repeats at its edges.
out vec4 oRelief;
uniform float uTile;  // pixels

float hashTile(ivec2 c, int period, int salt) {
  c = ivec2((c.x % period + period) % period, (c.y % period + period) % period);
  return hash1(ivec3(c, salt));
}

// Rounded cells: 1 on their tops, 0 in the clefts between them.
vec2 cells(vec2 uv, int period, int salt) {
  vec2 g = uv * float(period);
  ivec2 c = ivec2(floor(g));
  float near = 9.0, second = 9.0, own = 0.0;
  for (int y = -1; y <= 1; y++) for (int x = -1; x <= 1; x++) {
    ivec2 o = c + ivec2(x, y);
    vec2 at = vec2(o) + 0.5 + 0.86 * (vec2(hashTile(o, period, salt), hashTile(o, period, salt + 1)) - 0.5);
    float d = length(g - at) * (0.85 + 0.3 * hashTile(o, period, salt + 2));
    if (d < near) { second = near; near = d; own = hashTile(o, period, salt + 3); }
    else second = min(second, d);
  }
  float cleft = second - near;
  return vec2(smoothstep(-0.15, 0.85, cleft) * (1.0 - 0.45 * near * near), own);
}

float tiled(vec2 uv, int period, int salt) {
  vec2 g = uv * float(period);
  vec2 f = fract(g);
  ivec2 c = ivec2(floor(g));
  f = f * f * (3.0 - 2.0 * f);
  float a = mix(hashTile(c, period, salt), hashTile(c + ivec2(1, 0), period, salt), f.x);
  float b = mix(hashTile(c + ivec2(0, 1), period, salt), hashTile(c + ivec2(1, 1), period, salt), f.x);
  return mix(a, b, f.y);
}

void main() {
  vec2 uv = gl_FragCoord.xy / uTile;
  vec2 bent = uv + 0.022 * (vec2(tiled(uv, 7, 50), tiled(uv, 7, 51)) - 0.5) + 0.012 * (vec2(tiled(uv, 19, 52), tiled(uv, 19, 53)) - 0.5);
  vec2 big = cells(bent, 5, 1), middle = cells(bent, 11, 9), small_ = cells(bent, 27, 17);
  float height = big.x * 0.50 + middle.x * 0.36 + small_.x * 0.08 + 0.06 * tiled(uv, 24, 60);
  float grain = 0.5 * tiled(uv, 64, 70) + 0.3 * tiled(uv, 128, 71) + 0.2 * tiled(uv, 200, 72);
  oRelief = vec4(height, grain, big.y, middle.x);
}
