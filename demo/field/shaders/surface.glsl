// One ray a pixel: where it meets the field, what is there, and how it shines.
layout(location = 0) out vec4 oColour;  // linear light, and the distance
layout(location = 1) out vec4 oTissue;
uniform vec2 uSize;
uniform vec3 uRight, uUp;
uniform float uTangent, uDistortion;
uniform int uFilmCount;
uniform vec3 uFilmOrigin[6], uFilmU[6], uFilmV[6];
uniform vec3 uFilmHow[6];  // kind, density, seed

vec3 rayAt(vec2 pixel) {
  vec2 q = (pixel - 0.5 * uSize) / (0.5 * uSize.y);
  q *= uTangent * (1.0 + uDistortion * dot(q, q));
  return normalize(uForward + uRight * q.x + uUp * q.y);
}

vec3 normalAt(vec3 p, float e) {
  const vec2 k = vec2(1.0, -1.0);
  return normalize(k.xyy * map(p + k.xyy * e) + k.yyx * map(p + k.yyx * e) + k.yxy * map(p + k.yxy * e) + k.xxx * map(p + k.xxx * e));
}

Surface softSurface(vec3 p, vec3 n, float nearest, out int tissue) {
  float liver = gLiver, gallbladder = gGallbladder, fat = gFat, omentum = gOmentum, duodenum = gDuodenum;
  float tubes = gTubes, strands = gStrands, open = gOpen;
  int tubeTissue = gTubeTissue;

  Surface s = Surface(vec3(0.0), 0.3, 1.0, 0.5, 0.0, 0.0);
  tissue = LIVER;
  // Neighbours pass into each other over about a millimetre.
  float sum = 0.0;
  vec3 waver = vec3((noise3(p * 1.3) - 0.5) * 0.8);
  float wL = exp2(-(liver - nearest) * 2.6), wG = exp2(-(gallbladder - nearest + waver.x) * 2.6);
  float wF = exp2(-(fat - nearest - waver.x) * 2.6), wO = exp2(-(omentum - nearest) * 3.0), wD = exp2(-(duodenum - nearest) * 3.0);
  Surface part;
  WHEN (wL > 0.04) {
    part = liverSurface(p);
    float bed = bedMask(p);
    WHEN (bed > 0.0) part = blend(part, bedSurface(p, bed), smoothstep(0.1, 0.45, bed));
    s = part; sum = wL;
    if (bed > 0.5) tissue = LIVER_BED;
  }
  WHEN (wG > 0.04) { part = gallbladderSurface(p, n); sum += wG; s = blend(s, part, wG / sum); }
  WHEN (wF > 0.04) {
    part = fatSurface(p, FAT_TILE);
    WHEN (uThickness > 0.0) part = blend(part, fibroSurface(p), smoothstep(0.0, 2.5, tubeOrBound(p, 1) - fat));
    // The common duct shines through, blue-green and pale.
    float through = uCommonDuctShows * smoothstep(4.2, 0.2, tubeOrBound(p, 3)) * (0.55 + 0.45 * noise3(p * 0.4));
    part.albedo = mix(part.albedo, mix(vec3(0.25, 0.22, 0.13), vec3(0.20, 0.23, 0.17), noise3(p * 0.2)), through * 0.8);
    float opened = smoothstep(-0.9, 0.5, open + (noise3(p * 1.7) - 0.5) * 0.9);
    WHEN (opened > 0.0) part = blend(part, openedSurface(p), opened);
    sum += wF; s = blend(s, part, wF / sum);
  }
  WHEN (wO > 0.04) { part = fatSurface(p, OMENTUM_TILE); sum += wO; s = blend(s, part, wO / sum); }
  WHEN (wD > 0.04) {
    part = Surface(mix(vec3(0.42, 0.17, 0.12), vec3(0.50, 0.26, 0.17), fbm(p * 0.2, 3)), 0.28, 1.0, 0.6, 0.06, 0.0);
    sum += wD; s = blend(s, part, wD / sum);
  }
  float best = min(min(liver, gallbladder), min(fat, min(omentum, duodenum)));
  if (best == gallbladder) tissue = GALLBLADDER;
  else if (best == fat) {
    float ligament = tubeOrBound(p, 1);
    tissue = open > -0.4 ? OPENED : uThickness <= 0.0 || ligament < fat + 1.2 ? HEPATODUODENAL_LIGAMENT : FIBROFATTY_TISSUE;
  } else if (best == omentum) tissue = OMENTUM;
  else if (best == duodenum) tissue = DUODENUM;

  WHEN (uBedWidth > 0.0) {
    // Where gallbladder and liver part: white, stringy, shining.
    float seam = smoothstep(4.2, 0.6, liver) * smoothstep(4.2, 0.6, gallbladder);
    float fibre = fbm(vec3(p.x * 1.6, p.y * 0.5, p.z * 0.5), 3);
    seam *= smoothstep(0.0, 0.4, bedMask(p + vec3(0.0, -4.0, 0.0)) + 0.25) ;
    s = blend(s, Surface(mix(vec3(0.38, 0.17, 0.12), vec3(0.58, 0.47, 0.40), smoothstep(0.38, 0.6, fibre)), 0.25, 1.2, 0.7, 0.16, 0.0), seam);
    if (seam > 0.5) tissue = AREOLAR_TISSUE;
  }
  WHEN (tubes < best + 0.5) {
    float t = smoothstep(0.5, -0.2, tubes - best);
    s = blend(s, tubeSurface(p, tubeTissue), t);
    if (tubes < best) tissue = tubeTissue;
  }
  WHEN (strands < min(best, tubes)) {
    s = Surface(mix(vec3(0.48, 0.30, 0.22), vec3(0.60, 0.50, 0.43), noise3(p * 2.0)), 0.22, 1.2, 0.8, 0.0, 0.0);
    tissue = STRAND;
  }
  soil(s, p);
  s.roughness *= mix(1.15, 0.85, uWetness);
  return s;
}

Surface surfaceAt(vec3 p, vec3 n, out int tissue) {
  map(p);
  float soft = min(min(min(gLiver, gGallbladder), min(gFat, gOmentum)), min(gDuodenum, min(gTubes, gStrands)));
  bool hard = min(gClips, gInstruments) < soft;
  bool fluid = !hard && gPool < min(soft, gWall);
  bool wall = !hard && !fluid && gWall < soft;
  Surface s = Surface(vec3(0.0), 0.3, 1.0, 0.5, 0.0, 0.0);
  tissue = LIVER;
  WHEN (hard) {
    bool clip = gClips < gInstruments;
    tissue = clip ? CLIP : INSTRUMENT;
    s = instrumentSurface(p, clip ? gClipPart : gInstrumentPart);
  }
  WHEN (wall) {
    tissue = WALL;
    vec3 base = mix(vec3(0.13, 0.028, 0.024), vec3(0.20, 0.075, 0.055), fbm(p * 0.04, 4));
    s = Surface(base, 0.4, 0.12, 0.3, 0.0, 0.0);
  }
  WHEN (fluid) {
    tissue = FLUID;
    s = Surface(mix(vec3(0.10, 0.020, 0.014), vec3(0.16, 0.05, 0.028), fbm(p * 0.08, 3)), 0.1, 1.6, 0.4, 0.0, 0.0);
  }
  WHEN (!hard && !wall && !fluid) s = softSurface(p, n, soft, tissue);
  return s;
}

// Translucent sheets in front of what was hit.
vec3 throughFilms(vec3 colour, vec3 eye, vec3 ray, float t) {
  for (int i = 0; i < uFilmCount; i++) {
    vec3 u = uFilmU[i], v = uFilmV[i], n = cross(u, v);
    float at = dot(uFilmOrigin[i] - eye, n) / dot(ray, n);
    if (at <= 0.0 || at > t) continue;
    vec3 q = eye + ray * at - uFilmOrigin[i];
    vec3 inv = n / dot(n, n);
    vec2 uv = vec2(dot(cross(q, v), inv), dot(cross(u, q), inv));
    if (uv.x < 0.0 || uv.y < 0.0 || uv.x > 1.0 || uv.y > 1.0) continue;
    float across = length(v), along = length(u);
    vec3 s = vec3(uv.y * across * 1.15 + 1.6 * noise3(vec3(uv * 3.0, uFilmHow[i].z)), uv.x * along * 0.10, uFilmHow[i].z);
    float strands = pow(1.0 - abs(2.0 * noise3(s) - 1.0), 7.0) + 0.7 * pow(1.0 - abs(2.0 * noise3(s * vec3(2.7, 1.6, 1.0) + 9.0) - 1.0), 9.0);
    float web = fbm(vec3(uv.x * along * 0.4, uv.y * across * 0.4, uFilmHow[i].z + 5.0), 3);
    vec2 edge = uv + (noise4(vec3(uv * 4.0, uFilmHow[i].z)).gb - 0.5) * 0.22;
    vec2 rim = smoothstep(0.06, 0.34, edge) * smoothstep(0.94, 0.66, edge);
    float cover = clamp((strands * 0.8 + 0.12) * smoothstep(0.34, 0.62, web) * uFilmHow[i].y * rim.x * rim.y, 0.0, 0.85);
    float far = at;
    float power = uExposure * uReach * uReach / (far * far);
    vec3 white = vec3(0.42, 0.27, 0.205) * power * (0.55 + 0.5 * abs(dot(normalize(n), ray)));
    colour = mix(colour, white, cover);
  }
  return colour;
}

uniform vec3 uCircle;  // of the picture, in rays; radius 0: the whole frame

void main() {
  if (uCircle.z > 0.0 && length(gl_FragCoord.xy - uCircle.xy) > uCircle.z + 8.0) {
    oColour = vec4(0.0, 0.0, 0.0, 60.0);
    oTissue = vec4(0.0);
    return;
  }
  vec3 ray = rayAt(gl_FragCoord.xy);
  float t = 4.0;
  for (int i = 0; i < 110; i++) {
    float d = map(uEye + ray * t);
    if (d < 0.0006 * t) break;
    t += d * (d > 2.0 ? 0.95 : 0.84);
    if (t > 260.0) break;
  }
  vec3 p = uEye + ray * t;
  int tissue;
#ifdef TISSUES_ALONE
  surfaceAt(p, vec3(0.0), tissue);
  oColour = vec4(0.0);
  oTissue = vec4(float(tissue) / 255.0, 0.0, 0.0, 1.0);
#else
  vec3 n = normalAt(p, 0.0011 * t);
  Surface s = surfaceAt(p, n, tissue);
  float ao = occlusion(p, n);
  vec3 colour = shade(s, p, n, ao);
  colour = throughFilms(colour, uEye, ray, t);
  oColour = vec4(colour, t);
  oTissue = vec4(float(tissue) / 255.0, 0.0, 0.0, 1.0);
#endif
}
