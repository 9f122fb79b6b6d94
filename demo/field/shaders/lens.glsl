// From light to a video picture: focus, bloom, smoke, the dark circle, the sensor.
out vec4 oPicture;
uniform sampler2D uScene;   // with mip levels
uniform vec2 uPicture;      // the picture's size
uniform vec3 uCircle;       // centre and radius in pixels; radius 0: the whole frame
uniform float uFocus, uWarmth, uSmoke, uSensorNoise, uSeed;

vec3 bloom(vec2 uv) {
  vec3 sum = vec3(0.0);
  for (int level = 2; level < 7; level++) {
    vec2 step_ = exp2(float(level)) * 0.5 / vec2(textureSize(uScene, 0));
    vec3 ring = vec3(0.0);
    for (int i = 0; i < 4; i++) {
      vec2 o = step_ * vec2(i < 2 ? -1.0 : 1.0, (i & 1) == 0 ? -1.0 : 1.0);
      ring += min(textureLod(uScene, uv + o, float(level)).rgb, vec3(6.0));
    }
    sum += ring * 0.25 * exp2(-0.35 * float(level));
  }
  return sum;
}

vec3 focused(vec2 uv, vec2 pixel) {
  float at = textureLod(uScene, uv, 0.0).a;
  float blur = clamp(abs(1.0 / at - 1.0 / uFocus) * uFocus * 3.4 - 0.25, 0.0, 6.0) + 0.72;
  vec3 sum = vec3(0.0);
  float whole = 0.0;
  for (int i = 0; i < 20; i++) {
    float r = sqrt((float(i) + 0.5) / 20.0), turn = float(i) * 2.39996;
    vec2 o = vec2(cos(turn), sin(turn)) * r * blur / uPicture;
    vec4 tap = textureLod(uScene, uv + o, 0.0);
    // What is sharp doesn't bleed over what is blurred.
    float own = clamp(abs(1.0 / tap.a - 1.0 / uFocus) * uFocus * 3.4 - 0.25, 0.0, 6.0) + 0.72;
    float w = tap.a < at - 3.0 ? clamp(own / (r * blur + 0.01), 0.0, 1.0) : 1.0;
    sum += min(tap.rgb, vec3(8.0)) * w;
    whole += w;
  }
  return sum / max(whole, 1e-3);
}

vec3 develop(vec3 light) {
  light *= mix(vec3(0.97, 1.0, 1.05), vec3(1.06, 0.99, 0.90), uWarmth * 0.5 + 0.5);
  // A soft shoulder: white comes late and clips.
  vec3 x = light * 1.05;
  x = (x * (2.2 * x + 0.10)) / (x * (2.0 * x + 0.62) + 0.10);
  float grey = dot(x, vec3(0.3, 0.59, 0.11));
  x = mix(vec3(grey), x, 1.2);
  return pow(clamp(x, 0.0, 1.0), vec3(1.0 / 2.1));
}

void main() {
  vec2 pixel = vec2(gl_FragCoord.x, gl_FragCoord.y);
  vec2 uv = pixel / uPicture;
  vec2 off = uv - 0.5;
  vec3 light = focused(uv, pixel);
  // A trace of lateral colour towards the edge.
  light.r = mix(light.r, textureLod(uScene, 0.5 + off * 1.0016, 0.0).r, 0.35 * smoothstep(0.1, 0.5, length(off)));
  light.b = mix(light.b, textureLod(uScene, 0.5 + off * 0.9984, 0.0).b, 0.35 * smoothstep(0.1, 0.5, length(off)));
  light += bloom(uv) * 0.030;
  if (uSmoke > 0.0) {
    float far = textureLod(uScene, uv, 0.0).a;
    float curl = fbm(vec3(uv * vec2(5.0, 3.2) + 0.8 * fbm(vec3(uv * 4.0, uSeed), 3), uSeed), 5);
    float veil = uSmoke * (0.10 + 0.75 * smoothstep(0.35, 0.8, curl)) * smoothstep(15.0, 90.0, far);
    light = mix(light, vec3(0.50, 0.47, 0.47), veil * 0.62);
  }
  vec3 colour = develop(light);
  if (uCircle.z > 0.0) {
    float d = length(pixel - uCircle.xy) - uCircle.z;
    colour *= 1.0 - 0.35 * smoothstep(-70.0, 0.0, d);
    colour *= smoothstep(1.2, -1.2, d);
  } else colour *= 1.0 - 0.45 * smoothstep(0.45, 0.78, length(off * vec2(1.0, 0.7)));
  ivec3 cell = ivec3(ivec2(pixel), int(uSeed * 977.0));
  vec3 grain = vec3(hash1(cell), hash1(cell + 7919), hash1(cell + 104729)) - 0.5;
  float luma = dot(colour, vec3(0.3, 0.6, 0.1));
  colour += (grain * 0.35 + (hash1(cell + 31) - 0.5)) * 0.022 * uSensorNoise * (0.3 + 0.7 * sqrt(luma)) * step(0.004, luma);
  oPicture = vec4(colour, 1.0);
}
