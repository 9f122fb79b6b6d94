// The scope's light sits round its lens: hardly any shadow, much glare, and a dark periphery.
uniform vec3 uEye;
uniform float uReach;      // distance at which the exposure is right
uniform float uExposure;
uniform vec3 uForward;
uniform vec3 uLampOffset;

float glare(float nh, float nl, float nv, float roughness) {
  float a = roughness * roughness;
  float a2 = a * a;
  float d = nh * nh * (a2 - 1.0) + 1.0;
  float k = a * 0.5;
  float visible = 1.0 / ((nl * (1.0 - k) + k) * (nv * (1.0 - k) + k) * 4.0);
  return a2 / (3.14159 * d * d) * visible;
}

float occlusion(vec3 p, vec3 n) {
  float sum = 0.0, weight = 1.0;
  for (int i = 1; i <= 4; i++) {
    float h = 0.35 * float(i * i) + 0.15;
    sum += weight * max(h - roughly(p + n * h), 0.0) / h;
    weight *= 0.72;
  }
  return clamp(1.0 - 0.46 * sum, 0.0, 1.0);
}

// Each pixel begins elsewhere: grain, where equal steps would draw bands.
float shadow(vec3 p, vec3 to, float reach) {
  float jitter = hash1(ivec3(ivec2(gl_FragCoord.xy), 5));
  float lit = 1.0, t = 0.4 + 0.8 * jitter;
  for (int i = 0; i < 18; i++) {
    float d = roughly(p + to * t);
    lit = min(lit, 0.5 + 0.5 * d / (0.035 * t));
    if (lit < 0.0) break;
    t += clamp(d, 0.5, 5.0) * (0.7 + 0.4 * jitter);
    if (t > reach) break;
  }
  lit = max(lit, 0.0);
  return lit * lit * (3.0 - 2.0 * lit);
}

// The finest relief: slopes drawn at three sizes, each by its own noise, rather than a true surface's.
vec3 bumped(vec3 p, vec3 n, float height) {
  vec3 slope = (noise4(p * 0.9).gba - 0.5) * 1.9 + (noise4(TURN * p * 2.1).gba - 0.5) * 1.3 + (noise4(p.zxy * 4.3).gba - 0.5) * 0.5;
  slope *= height * 2.2;
  // The wet film itself lies in waves.
  slope += (noise4(p * 0.30 + 5.0).gba - 0.5) * 0.14 + (noise4(p * 0.75 + 5.0).gba - 0.5) * 0.09;
  return normalize(n + slope);
}

vec3 shade(Surface s, vec3 p, vec3 n, float ao) {
  vec3 lamp = uEye + uLampOffset;
  vec3 to = lamp - p;
  float far = length(to);
  to /= far;
  vec3 view = normalize(uEye - p);
  float axis = dot(-to, uForward);
  float beam = smoothstep(0.70, 1.0, axis);
  float power = uExposure * pow(uReach / far, 3.3) * mix(0.08, 1.15, beam);
  power = 2.1 * power / (0.9 + power);
  vec3 fine = s.metal > 0.0 || s.scatter == 0.0 ? n : bumped(p, n, s.grain);
  float nl = dot(fine, to), nv = max(dot(fine, view), 0.02);
  float lit = shadow(p + n * 0.15, to, far - 2.0);

  vec3 creep = vec3(0.42, 0.14, 0.09) * s.scatter;
  vec3 lambert = max((vec3(nl) + creep) / (1.0 + creep), 0.0);
  lambert *= mix(vec3(lit), vec3(1.0), creep * 0.5);
  // Light that has bounced in a dark crevice has turned red.
  vec3 crevice = pow(vec3(ao), mix(vec3(1.0), vec3(0.75, 1.35, 1.5), s.scatter));
  vec3 diffuse = s.albedo * (lambert * power * crevice + vec3(0.055, 0.022, 0.017) * ao * min(power, 1.5));
  diffuse *= 1.0 - 0.9 * s.metal;

  vec3 h = normalize(to + view);
  float nh = max(dot(fine, h), 0.0);
  float film = glare(nh, max(nl, 0.02), nv, s.roughness) + 0.5 * glare(nh, max(nl, 0.02), nv, s.roughness * 0.45) * s.gloss
    + 1.3 * glare(nh, max(nl, 0.02), nv, 0.5);
  float rim = pow(1.0 - nv, 5.0);
  vec3 f0 = mix(vec3(0.036), s.albedo, s.metal);
  vec3 fresnel = f0 + (1.0 - f0) * rim * 0.35;
  vec3 specular = fresnel * film * s.gloss * max(nl, 0.0) * power * lit * mix(1.0, ao, 0.7);
  if (s.metal > 0.0) {
    // What steel mirrors: the red room, brighter below where the fat is.
    vec3 mirrored = reflect(-view, n);
    float toLamp = max(dot(mirrored, to), 0.0);
    vec3 room = mix(vec3(0.10, 0.025, 0.02), vec3(0.34, 0.17, 0.07), smoothstep(0.2, -0.8, mirrored.y));
    room += vec3(0.9) * pow(toLamp, 6.0) + vec3(0.25) * smoothstep(0.5, 0.9, noise3(mirrored * 3.0));
    specular += s.albedo * room * s.metal * min(power, 2.5) * ao * 0.8;
  }
  return diffuse + specular;
}
