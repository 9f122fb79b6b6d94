// The organs as distance functions. What is soft melts into its neighbours by smin.
const int MAX_KNOTS = 112;
const int MAX_TUBES = 10;
uniform vec4 uKnots[MAX_KNOTS];       // point and radius
uniform ivec4 uTubes[MAX_TUBES];      // first knot, number of knots, tissue
uniform vec4 uTubeBounds[MAX_TUBES];  // sphere around each
uniform int uTubeCount;               // 0 gallbladder, 1 ligament, 2 duodenum, 3 common duct
uniform vec3 uLiverAt[3];
uniform vec3 uLiverRadii[3];
uniform vec3 uOmentumAt[4];
uniform vec3 uOmentumRadii[4];
uniform int uOmentumCount;
uniform vec3 uCorners[4];
uniform float uThickness;
uniform vec4 uCoverFrom, uFoldFrom;    // point and radius
uniform vec3 uCoverTo, uFoldTo;
uniform float uPlaneBlend;            // how far gallbladder and liver melt into each other
uniform vec3 uOpeningAt[6];
uniform vec3 uOpeningRadii[6];
uniform int uOpeningCount;
uniform vec4 uStrandFrom[24];         // point and radius
uniform vec4 uStrandTo[24];           // point and sag
uniform int uStrandCount;
uniform vec4 uStrandBound;
uniform vec4 uBed;                    // from (x, y) to (x, y)
uniform float uBedWidth;              // 0: there is no bed
uniform vec4 uPool;                   // normal and level; null: there is none
uniform float uCommonDuctShows;
uniform sampler2D uRelief;            // r lobules, g fine grain, b a cell's own number, a fibres

// The nearest of everything at the last call of map: what shading tells apart.
float gLiver, gGallbladder, gFat, gOmentum, gDuodenum, gTubes, gStrands, gMetal, gWall;
int gTubeTissue;
float gOpen;  // millimetres into an opening of the triangle's tissue; positive inside

// The pieces melt into each other by a share of the radius, or their joints would show as rings.
float tubeDistance(vec3 p, ivec4 tube, out float along) {
  float best = 1e5, melted = 1e5;
  along = 0.0;
  for (int i = 0; i < tube.y - 1; i++) {
    vec4 a = uKnots[tube.x + i], b = uKnots[tube.x + i + 1];
    vec3 pa = p - a.xyz, ba = b.xyz - a.xyz;
    float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
    float radius = mix(a.w, b.w, h);
    float d = length(pa - ba * h) - radius;
    melted = smin(melted, d, 0.18 * radius);
    if (d < best) { best = d; along = float(i) + h; }
  }
  return melted;
}

float bounded(vec3 p, int index) { return length(p - uTubeBounds[index].xyz) - uTubeBounds[index].w; }

float tubeOrBound(vec3 p, int index) {
  float d = bounded(p, index);
  WHEN (d <= 6.0) {
    float along;
    d = tubeDistance(p, uTubes[index], along);
  }
  return d;
}

// 0 outside the bared bed of the liver, 1 well inside. Its edge is ragged.
float bedMask(vec3 p) {
  float mask = 0.0;
  WHEN (uBedWidth > 0.0) {
  vec2 pa = p.xy - uBed.xy, ba = uBed.zw - uBed.xy;
  float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
  float width = uBedWidth * (0.46 + 0.56 * sin(min(h * 1.3 + 0.1, 1.0) * 1.57));
  float ragged = (noise3(p * 0.13) - 0.5) * 8.0 + (noise3(p * 0.42) - 0.5) * 2.0;
  mask = smoothstep(1.2, -3.2, length(pa - ba * h) - width + ragged);
  }
  return mask;
}

float liverDistance(vec3 p) {
  float d = ellipsoid(p - uLiverAt[0], uLiverRadii[0]);
  for (int i = 1; i < 3; i++) d = smin(d, ellipsoid(p - uLiverAt[i], uLiverRadii[i]), LIVER_BLEND);
  WHEN (d < 3.0) {
    d += (noise3(p * 0.09) - 0.5) * 2.2;
    float bed = bedMask(p);
    WHEN (bed > 0.0) d += bed * (0.55 + (noise3(p * 0.28) - 0.5) * 1.1 + (noise3(p * 0.9) - 0.5) * 0.22);
  }
  return d;
}

// Side of the relief's tile on either fat, millimetres.
const float FAT_TILE = 52.0, OMENTUM_TILE = 90.0;

float lobules(vec3 p, float size) {
  vec2 uv = vec2(p.x, p.y * 0.75 - p.z * 0.66) / size;
  return textureLod(uRelief, uv + 0.013 * vec2(sin(p.z * 0.3), cos(p.x * 0.2)), 0.0).r;
}

// The ligament's fat and what hangs in the triangle, less the holes cut in it.
float fatDistance(vec3 p) {
  float ligament = tubeOrBound(p, 1);
  float d = ligament;
  gOpen = -50.0;
  WHEN (uThickness > 0.0) {
    float sheet = min(triangle(p, uCorners[0], uCorners[1], uCorners[2]), triangle(p, uCorners[0], uCorners[2], uCorners[3]));
    sheet -= uThickness * (0.75 + 0.5 * noise3(p * 0.16));
    sheet = smin(sheet, capsule(p, uCoverFrom.xyz, uCoverTo, uCoverFrom.w), 4.0);
    d = smin(d, sheet, 6.0);
  }
  WHEN (d < 4.0) {
    float bump = lobules(p, FAT_TILE);
    d -= (bump - 0.45) * 1.5;
    vec3 torn = p + (noise4(p * 0.33).gba - 0.5) * 4.2 + (noise4(p * 1.1).gba - 0.5) * 0.7;
    for (int i = 0; i < uOpeningCount; i++) gOpen = max(gOpen, -ellipsoid(torn - uOpeningAt[i], uOpeningRadii[i]));
    WHEN (uCommonDuctShows > 0.0) d = smin(d, tubeOrBound(p, 3) - 0.7 + 2.0 * (1.0 - uCommonDuctShows), 3.0);
    d = smax(d, gOpen, 2.2);
  }
  return d;
}

float omentumDistance(vec3 p) {
  float d = 1e5;
  for (int i = 0; i < uOmentumCount; i++) d = smin(d, ellipsoid(p - uOmentumAt[i], uOmentumRadii[i]), 9.0);
  WHEN (d < 4.0) d -= (lobules(p, OMENTUM_TILE) - 0.5) * 4.2;
  return d;
}

float strandDistance(vec3 p) {
  float d = length(p - uStrandBound.xyz) - uStrandBound.w;
  bool near = d < 3.0;
  if (near) d = 1e5;
  for (int i = 0; near && i < uStrandCount; i++) {
    vec4 a = uStrandFrom[i], b = uStrandTo[i];
    vec3 ba = b.xyz - a.xyz, pa = p - a.xyz;
    float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
    // Thinnest in the middle, drawn out; the sag is a parabola.
    vec3 q = pa - ba * h + vec3(0.0, b.w, 0.3 * b.w) * h * (1.0 - h) * 4.0;
    d = min(d, length(q) - a.w * (0.55 + 1.8 * (h - 0.5) * (h - 0.5) * 2.0));
  }
  return d;
}
