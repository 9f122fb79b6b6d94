// The whole field: one distance, and the nearest organ left in the globals of organs.glsl.
float gClips, gInstruments, gPool;
int gClipPart, gInstrumentPart;

// Far from an organ its distance is read from a coarse volume that is drawn once a frame; near it is exact.
uniform highp sampler3D uVolume;  // liver; gallbladder and duodenum; fat; tubes, strands and clips
uniform vec3 uVolumeLow, uVolumeHigh;
const float NEAR = 2.6;  // no less than organs blend over, or the change would show as a seam

vec4 coarse(vec3 p) {
  vec3 inside = clamp(p, uVolumeLow, uVolumeHigh);
  float outside = length(p - inside);
  if (outside > 2.0) return vec4(outside + 0.5);
  return textureLod(uVolume, (inside - uVolumeLow) / (uVolumeHigh - uVolumeLow), 0.0) + outside;
}

float gallbladderDistance(vec3 p) {
  float d = tubeOrBound(p, 0);
  WHEN (uFoldFrom.w > 0.0) {
    vec3 pa = p - uFoldFrom.xyz, ba = uFoldTo - uFoldFrom.xyz;
    float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
    d = smin(d, length(pa - ba * h) - uFoldFrom.w * (1.0 - 0.68 * h), 3.5);
  }
  WHEN (d < NEAR + 1.0) d += (noise3(p * 0.14 + 5.0) - 0.5) * 1.3;
  return d;
}

// Duct, artery and their stumps.
float tubesDistance(vec3 p) {
  float nearest = 1e5;
  gTubeTissue = 0;
  for (int i = 4; i < uTubeCount; i++) {
    float far = bounded(p, i);
    bool near = far <= min(nearest, NEAR);
    if (!near) nearest = min(nearest, far);
    WHEN (near) {
      float along;
      float d = tubeDistance(p, uTubes[i], along);
      if (d < nearest) { nearest = d; gTubeTissue = uTubes[i].z; }
    }
  }
  WHEN (nearest < NEAR) nearest += (noise3(p * 1.1) - 0.5) * 0.34;
  return nearest;
}

vec4 exact(vec3 p) {
  gPart = -1;
  return vec4(liverDistance(p), min(gallbladderDistance(p), tubeOrBound(p, 2)), min(fatDistance(p), omentumDistance(p)),
              min(min(tubesDistance(p), strandDistance(p)), clipDistance(p)));
}

// The distance to the nearest thing, roughly: for light, which needs no detail.
float roughly(vec3 p) {
  vec4 d = coarse(p);
  return min(min(min(d.x, d.y), min(d.z, d.w)), instrumentDistance(p));
}

float map(vec3 p) {
  vec4 far = coarse(p);
  gLiver = far.x;
  gGallbladder = gDuodenum = far.y;
  gFat = gOmentum = far.z;
  gOpen = -50.0;
  WHEN (far.x <= NEAR) gLiver = liverDistance(p);
  WHEN (far.y <= NEAR) { gGallbladder = gallbladderDistance(p); gDuodenum = tubeOrBound(p, 2); }
  WHEN (far.z <= NEAR) { gFat = fatDistance(p); gOmentum = omentumDistance(p); }
  gWall = 150.0 - length(p - vec3(0.0, 10.0, 30.0));
  gPool = 1e5;
  WHEN (dot(uPool.xyz, uPool.xyz) > 0.0) gPool = dot(p, uPool.xyz) - uPool.w + 0.5 * noise3(p * 0.12);

  float d = smin(gLiver, gGallbladder, uPlaneBlend);
  d = smin(d, gFat, 2.6);
  d = smin(d, smin(gOmentum, gDuodenum, 2.6), 2.0);

  gPart = -1;
  gInstruments = instrumentDistance(p);
  gInstrumentPart = gPart;
  gClipPart = -1;
  gTubeTissue = 0;
  gTubes = gStrands = gClips = far.w;
  WHEN (far.w <= NEAR) {
    gTubes = tubesDistance(p);
    gStrands = strandDistance(p);
    gPart = -1;
    gClips = clipDistance(p);
    gClipPart = gPart;
  }
  d = smin(d, gTubes, 1.1);
  d = smin(d, gStrands, 0.5);
  return min(min(d, min(gWall, gPool)), min(gInstruments, gClips));
}
