// What the surfaces are made of: colour, gloss and how far light wanders in them.
struct Surface {
  vec3 albedo;
  float roughness;
  float gloss;     // strength of the wet film's highlight
  float scatter;   // how far red light creeps round, 0 to 1
  float grain;     // height of the fine relief, millimetres
  float metal;
};

uniform sampler2D uVessels;  // r arteries, g veins of the gallbladder's wall; b vessels of fat; a vessels of the wall
uniform float uSteatosis, uCongestion, uInflammation, uWallThickness, uWallWarmth, uFatColour, uWetness;
uniform int uStainCount;
uniform vec4 uStainAt[16];   // point and radius
uniform vec2 uStainHow[16];  // kind (0 blood, 1 char, 2 bile, 3 raw) and strength
uniform vec3 uRawSide;       // the side of the freed gallbladder that lay on the liver; null vector: none
uniform float uRawFrom;      // share of the gallbladder's length beyond which it is freed

Surface blend(Surface a, Surface b, float t) {
  return Surface(mix(a.albedo, b.albedo, t), mix(a.roughness, b.roughness, t), mix(a.gloss, b.gloss, t),
                 mix(a.scatter, b.scatter, t), mix(a.grain, b.grain, t), mix(a.metal, b.metal, t));
}

Surface liverSurface(vec3 p) {
  vec3 base = mix(vec3(0.110, 0.019, 0.014), vec3(0.22, 0.088, 0.042), uSteatosis);
  base = mix(base, vec3(0.085, 0.018, 0.022), uCongestion * 0.8);
  float fine = noise3(p * 1.5) * 0.6 + noise3(p * 3.7) * 0.4;
  float blot = fbm(p * 0.11, 3);
  base *= 0.72 + 0.34 * fine + 0.36 * (blot - 0.3);
  float speckle = noise3(p * 2.9 + 9.0) * 0.6 + noise3(TURN * p * 5.3) * 0.4;
  base = mix(base, base * vec3(0.55, 0.34, 0.36), smoothstep(0.42, 0.8, speckle) * (0.4 + 0.25 * uSteatosis));
  // The capsule's bluish veil.
  base += vec3(0.012, 0.010, 0.016) * smoothstep(0.35, 0.8, fbm(p * 0.05 + 40.0, 2));
  return Surface(base, 0.19, 1.0, 0.45, 0.012, 0.0);
}

uniform vec3 uPouch;  // the vessels of the wall are laid out from here

Surface gallbladderSurface(vec3 p, vec3 n) {
  float along;
  tubeDistance(p, uTubes[0], along);
  along /= float(uTubes[0].y - 1);
  vec2 place = vec2(p.x - uPouch.x + 0.35 * p.z, p.y - uPouch.y) / 70.0 + 0.5;
  vec3 tense = mix(vec3(0.21, 0.165, 0.15), vec3(0.15, 0.155, 0.17), smoothstep(0.3, 0.7, noise3(p * 0.12)));
  vec3 warm = mix(vec3(0.36, 0.21, 0.13), vec3(0.33, 0.15, 0.125), noise3(p * 0.1 + 3.0));
  vec3 base = mix(tense, warm, uWallWarmth);
  base = mix(base, vec3(0.33, 0.075, 0.06), uInflammation * (0.35 + 0.5 * fbm(p * 0.2, 3)));
  // Fat under the serosa, in streaks towards the neck.
  float fat = smoothstep(0.50, 0.72, fbm(vec3(p.x, p.y * 0.45, p.z) * 0.17 + 11.0, 3) + 0.06 * (along - 0.5) + 0.08 * uWallThickness);
  base = mix(base, vec3(0.44, 0.23, 0.075), fat * 0.5);
  base *= 0.86 + 0.28 * fbm(p * 0.5, 3);
  vec4 vessels = textureLod(uVessels, place, 0.0);
  base = mix(base, vec3(0.26, 0.02, 0.018), vessels.r * (0.6 + 0.3 * uInflammation));
  base = mix(base, vec3(0.11, 0.055, 0.085), vessels.g * 0.4);
  Surface wall = Surface(base, 0.26, 1.0, 0.6, 0.05 + 0.06 * uWallThickness, 0.0);
  WHEN (dot(uRawSide, uRawSide) > 0.0) {
    float raw = 0.85 * smoothstep(uRawFrom - 0.1, uRawFrom + 0.05, along) * smoothstep(0.2, 0.75, dot(n, uRawSide) + (noise3(p * 0.5) - 0.5) * 0.5);
    float fibre = fbm(vec3(p.x * 0.9, p.y * 0.35, p.z * 0.45), 4);
    vec3 rawColour = mix(vec3(0.27, 0.105, 0.07), vec3(0.36, 0.22, 0.15), smoothstep(0.25, 0.75, fibre));
    rawColour = mix(rawColour, vec3(0.44, 0.27, 0.11), smoothstep(0.5, 0.7, fbm(p * 0.13 + 60.0, 3)) * 0.7);
    rawColour = mix(rawColour, vec3(0.22, 0.04, 0.03), smoothstep(0.5, 0.8, fbm(p * 0.22 + 20.0, 4)) * 0.5);
    rawColour = mix(rawColour, vec3(0.24, 0.02, 0.018), textureLod(uVessels, place.yx * 1.3, 0.0).b * 0.7);
    wall = blend(wall, Surface(rawColour, 0.25, 1.0, 0.6, 0.10, 0.0), raw);
  }
  return wall;
}

Surface fatSurface(vec3 p, float size) {
  float bump = lobules(p, size);
  vec3 base = mix(vec3(0.63, 0.335, 0.115), vec3(0.60, 0.245, 0.055), uFatColour);
  base = mix(base * vec3(0.76, 0.52, 0.46), base, smoothstep(0.08, 0.5, bump));
  base *= 0.82 + 0.36 * fbm(p * 0.25, 3);
  // Peritoneum lies over it, paler in places.
  base = mix(base, vec3(0.56, 0.30, 0.17), 0.6 * smoothstep(0.45, 0.75, fbm(p * 0.09 + 70.0, 3)));
  float vessels = textureLod(uVessels, vec2(p.x, p.y * 0.8 - p.z * 0.6) / 62.0, 0.0).b;
  base = mix(base, vec3(0.33, 0.03, 0.015), vessels * 0.75);
  return Surface(base, 0.28, 1.0, 0.75, 0.10, 0.0);
}

// The triangle's own tissue: paler and pinker than fat, streaked along the pull.
Surface fibroSurface(vec3 p) {
  Surface s = fatSurface(p, FAT_TILE);
  float streak = fbm(vec3(p.x * 0.35 + p.y * 0.35, (p.y - p.x) * 0.9, p.z * 0.5), 3);
  vec3 pale = mix(vec3(0.46, 0.20, 0.13), vec3(0.55, 0.33, 0.21), streak);
  s.albedo = mix(s.albedo, pale, 0.25 + 0.55 * smoothstep(0.38, 0.62, fbm(p * 0.16 + 23.0, 3)));
  float vessels = textureLod(uVessels, vec2(p.y, p.x) / 44.0, 0.0).b;
  s.albedo = mix(s.albedo, vec3(0.30, 0.02, 0.015), vessels * (0.6 + 0.3 * uInflammation));
  return s;
}

Surface openedSurface(vec3 p) {
  float fibre = fbm(vec3(p.x * 0.9 - p.y * 0.5, p.y * 0.35 + p.x * 0.2, p.z) * 1.4, 4);
  vec3 base = mix(vec3(0.34, 0.07, 0.05), vec3(0.52, 0.29, 0.20), smoothstep(0.35, 0.68, fibre));
  base = mix(base, vec3(0.20, 0.02, 0.016), smoothstep(0.55, 0.78, fbm(p * 0.5 + 13.0, 3)) * 0.8);
  base = mix(base, vec3(0.58, 0.31, 0.10), smoothstep(0.58, 0.72, fbm(p * 0.35 + 3.0, 3)) * 0.8);
  return Surface(base, 0.22, 1.1, 0.6, 0.14, 0.0);
}

// The bared bed: raw liver, tan where it was coagulated, black where it was burnt, pale at the cut edge. It has lost
// its capsule, and so shines in points rather than sheets; char hardly at all.
Surface bedSurface(vec3 p, float inside) {
  float streak = fbm(vec3(p.x * 0.7, p.y * 0.22, p.z * 0.5), 4);
  vec3 base = mix(vec3(0.12, 0.010, 0.008), vec3(0.23, 0.050, 0.030), smoothstep(0.28, 0.75, streak));
  float tan_ = smoothstep(0.42, 0.75, blots(vec3(p.x, p.y * 0.6, p.z) * 0.30 + 8.0));
  base = mix(base, vec3(0.30, 0.15, 0.08), tan_ * 0.6);
  float char_ = smoothstep(0.46, 0.72, blots(p * 0.24 + 50.0));
  base = mix(base, vec3(0.045, 0.018, 0.012), char_ * 0.75);
  // Its lobules, and the pits between them.
  float lobule = noise3(p * 1.1) * 0.6 + noise3(TURN * p * 2.6) * 0.4;
  base *= 0.62 + 0.62 * smoothstep(0.25, 0.7, lobule);
  float edge = smoothstep(0.1, 0.4, inside) * smoothstep(0.9, 0.5, inside);
  base = mix(base, mix(vec3(0.36, 0.19, 0.12), vec3(0.06, 0.03, 0.02), smoothstep(0.4, 0.62, blots(p * 0.4 + 3.0))), edge * 0.5);
  float dry = clamp(0.55 * tan_ + char_, 0.0, 1.0);
  return Surface(base, mix(0.30, 0.5, dry), mix(0.62, 0.22, dry), 0.5, 0.15, 0.0);
}

Surface tubeSurface(vec3 p, int tissue) {
  float fine = fbm(p * 0.9, 3);
  if (tissue == CYSTIC_DUCT) {
    vec3 base = mix(vec3(0.42, 0.27, 0.15), vec3(0.46, 0.32, 0.22), fine);
    base = mix(base, vec3(0.34, 0.08, 0.06), smoothstep(0.52, 0.75, fbm(vec3(p.x, p.y, p.z) * 0.8 + 5.0, 3)) * 0.55);
    return Surface(base, 0.25, 1.0, 0.7, 0.08, 0.0);
  }
  vec3 base = mix(vec3(0.40, 0.11, 0.085), vec3(0.46, 0.21, 0.16), fine);
  return Surface(base, 0.25, 1.0, 0.7, 0.06, 0.0);
}

Surface instrumentSurface(vec3 p, int part) {
  float scratch = noise3(p * vec3(2.0, 2.0, 2.0));
  if (part == PART_SHAFT) return Surface(vec3(0.018, 0.019, 0.022) * (0.8 + 0.4 * scratch), 0.42, 0.8, 0.0, 0.0, 0.0);
  if (part == PART_CERAMIC) return Surface(vec3(0.80, 0.78, 0.72), 0.34, 0.6, 0.15, 0.0, 0.0);
  if (part == PART_POLYMER) return Surface(vec3(0.74, 0.72, 0.80), 0.30, 0.8, 0.4, 0.0, 0.0);
  float tarnish = fbm(p * 0.8, 3);
  vec3 steel = part == PART_TITANIUM ? vec3(0.62, 0.62, 0.64) : mix(vec3(0.50, 0.50, 0.51), vec3(0.38, 0.35, 0.33), smoothstep(0.5, 0.8, tarnish));
  return Surface(steel, 0.26 + 0.12 * scratch, 1.0, 0.0, 0.0, 1.0);
}

// Blood, char, bile, rawness: over whatever is there, with ragged, running edges.
void soil(inout Surface s, vec3 p) {
  for (int i = 0; i < uStainCount; i++) {
    vec3 from = p - uStainAt[i].xyz;
    float radius = uStainAt[i].w;
    WHEN (dot(from, from) < radius * radius * 4.0) {
    float kind = uStainHow[i].x;
    float ragged = blots(p * 0.34 + float(i) * 7.3);
    // Fluids run down.
    if (kind < 0.5 || kind == 2.0) from.y *= from.y < 0.0 ? 0.72 : 1.25;
    float cover = smoothstep(1.0, 0.55, length(from) / radius + (ragged - 0.5) * 1.5) * uStainHow[i].y;
    if (kind < 0.5) {
      vec3 blood = mix(vec3(0.13, 0.004, 0.003), vec3(0.04, 0.001, 0.001), smoothstep(0.35, 1.0, cover * (0.6 + 0.8 * noise3(p * 0.7))));
      s = blend(s, Surface(blood, 0.12, 1.5, 0.3, 0.02, 0.0), smoothstep(0.05, 0.6, cover));
    } else if (kind == 1.0) {
      s = blend(s, Surface(mix(vec3(0.15, 0.06, 0.025), vec3(0.020, 0.011, 0.008), smoothstep(0.3, 0.85, cover)), 0.5, 0.25, 0.1, 0.12, 0.0), cover);
    } else if (kind == 2.0) {
      s.albedo = mix(s.albedo, s.albedo * vec3(0.62, 0.62, 0.10) + vec3(0.03, 0.035, 0.0), cover * 0.9);
      s.roughness = mix(s.roughness, 0.12, cover);
    } else {
      s.albedo = mix(s.albedo, mix(s.albedo, vec3(0.46, 0.10, 0.08), 0.55), cover * smoothstep(0.35, 0.65, ragged));
    }
    }
  }
}
