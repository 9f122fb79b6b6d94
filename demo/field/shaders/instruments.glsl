// Instruments in their own frame: the tip at the origin, the shaft back along +z, jaws and hook towards +x.
const int HOOK = 0, DISSECTOR = 1, CLIP_APPLIER = 2, SCISSORS = 3, GRASPER = 4;
const int PART_METAL = 0, PART_CERAMIC = 1, PART_SHAFT = 2, PART_TITANIUM = 3, PART_POLYMER = 4;
uniform int uInstrumentCount;
uniform int uInstrumentKind[3];
uniform vec3 uInstrumentTip[3];
uniform vec3 uInstrumentBack[3];
uniform vec3 uInstrumentSide[3];
uniform float uInstrumentOpening[3];
uniform int uClipCount;
uniform vec4 uClipAt[8];     // point and reach
uniform vec3 uClipAlong[8];
uniform vec3 uClipLegs[8];
uniform bool uPolymer;

int gPart;

void nearer(inout float d, float other, int part) {
  if (other < d) { d = other; gPart = part; }
}

float hook(vec3 q) {
  float d = 1e5;
  nearer(d, rod(q, 15.0, 400.0, 2.55, 2.55), PART_SHAFT);
  // The collar tapers in a slight curve.
  float z = clamp((q.z - 3.6) / 11.6, 0.0, 1.0);
  float collar = smax(length(q.xy) - mix(0.95, 2.3, z * (1.35 - 0.35 * z)), max(3.6 - q.z, q.z - 15.2), 0.5);
  nearer(d, collar * 0.9, PART_CERAMIC);
  float wire = capsule(q, vec3(0.0, 0.0, 4.0), vec3(0.0, 0.0, 0.5), 0.5);
  wire = smin(wire, capsule(q, vec3(0.0, 0.0, 0.4), vec3(2.3, 0.0, -0.2), 0.46), 0.3);
  wire = smin(wire, capsule(q, vec3(2.3, 0.0, -0.2), vec3(2.75, 0.0, 0.25), 0.42), 0.2);
  nearer(d, wire, PART_METAL);
  return d;
}

// One jaw, hinged at `root`, opened by `angle` towards +x.
vec3 hinged(vec3 q, float root, float angle) {
  float c = cos(angle), s = sin(angle);
  vec2 r = vec2(q.x, q.z - root);
  return vec3(c * r.x + s * r.y, q.y, -s * r.x + c * r.y + root);
}

float jawTeeth(vec3 q, float pitch) { return abs(fract(q.z / pitch) - 0.5) * pitch * 0.55; }

float grasperJaw(vec3 q) {
  float taper = mix(0.75, 1.0, clamp(q.z / 13.0, 0.0, 1.0));
  float d = box(q - vec3(1.0, 0.0, 7.0), vec3(1.05 * taper, 2.1 * taper, 7.0), 0.7);
  d = smax(d, 0.12 + jawTeeth(q, 1.0) - q.x, 0.1);
  // The window in the jaw.
  float hole = length(vec2(q.y, max(abs(q.z - 7.2) - 2.6, 0.0))) - 0.75;
  return smax(d, -hole, 0.2);
}

float grasper(vec3 q, float opening) {
  float d = 1e5;
  nearer(d, rod(q, 17.5, 400.0, 2.5, 2.5), PART_SHAFT);
  nearer(d, rod(q, 13.0, 18.0, 2.3, 2.5), PART_METAL);
  nearer(d, grasperJaw(hinged(q, 14.0, opening)), PART_METAL);
  nearer(d, grasperJaw(hinged(q * vec3(-1.0, 1.0, 1.0), 14.0, opening)), PART_METAL);
  return d;
}

float marylandJaw(vec3 q) {
  // Curved to one side towards the tip.
  float bend = max(10.0 - q.z, 0.0);
  q.y -= 0.022 * bend * bend;
  float r = mix(0.5, 1.35, clamp(q.z / 14.0, 0.0, 1.0));
  float d = capsule(q, vec3(0.35, 0.0, 0.5), vec3(0.9, 0.0, 14.0), 0.0) - r;
  return smax(d * 0.85, 0.06 + jawTeeth(q, 0.7) - q.x, 0.1);
}

float dissector(vec3 q, float opening) {
  float d = 1e5;
  nearer(d, rod(q, 18.5, 400.0, 2.5, 2.5), PART_SHAFT);
  nearer(d, rod(q, 13.5, 19.0, 1.9, 2.4), PART_METAL);
  nearer(d, marylandJaw(hinged(q, 15.0, opening)), PART_METAL);
  nearer(d, marylandJaw(hinged(q * vec3(-1.0, 1.0, 1.0), 15.0, opening)), PART_METAL);
  return d;
}

float applierJaw(vec3 q) {
  float d = box(q - vec3(0.9, 0.0, 9.0), vec3(0.9, 1.9, 9.0), 0.5);
  // The groove that carries the clip.
  return smax(d, -box(q - vec3(-0.2, 0.0, 5.0), vec3(0.75, 0.7, 7.0), 0.1), 0.15);
}

float clipApplier(vec3 q, float opening) {
  float d = 1e5;
  nearer(d, rod(q, 26.0, 400.0, 4.9, 4.9), PART_SHAFT);
  nearer(d, rod(q, 17.0, 26.5, 3.5, 4.7), PART_METAL);
  nearer(d, applierJaw(hinged(q, 18.5, opening)), PART_METAL);
  nearer(d, applierJaw(hinged(q * vec3(-1.0, 1.0, 1.0), 18.5, opening)), PART_METAL);
  // An open clip sits between the jaws.
  float leg = min(box(hinged(q, 18.5, opening) - vec3(-0.1, 0.0, 4.4), vec3(0.3, 0.5, 4.0), 0.15),
                  box(hinged(q * vec3(-1.0, 1.0, 1.0), 18.5, opening) - vec3(-0.1, 0.0, 4.4), vec3(0.3, 0.5, 4.0), 0.15));
  nearer(d, leg, uPolymer ? PART_POLYMER : PART_TITANIUM);
  return d;
}

float blade(vec3 q) {
  float bend = max(9.0 - q.z, 0.0);
  q.y -= 0.016 * bend * bend;
  float width = mix(0.35, 1.5, clamp(q.z / 9.0, 0.0, 1.0));
  return box(q - vec3(0.0, 0.0, 6.8), vec3(width, 0.42, 6.8), 0.15) * 0.85;
}

float scissors(vec3 q, float opening) {
  float d = 1e5;
  nearer(d, rod(q, 17.0, 400.0, 2.5, 2.5), PART_SHAFT);
  nearer(d, rod(q, 12.0, 17.5, 1.9, 2.4), PART_METAL);
  nearer(d, blade(hinged(q, 12.5, opening) - vec3(0.5, 0.4, 0.0)), PART_METAL);
  nearer(d, blade(hinged(q * vec3(-1.0, 1.0, 1.0), 12.5, opening) - vec3(0.5, -0.4, 0.0)), PART_METAL);
  return d;
}

float instrumentDistance(vec3 p) {
  float d = 1e5;
  for (int i = 0; i < uInstrumentCount; i++) {
    vec3 from = p - uInstrumentTip[i];
    vec3 back = uInstrumentBack[i], side = uInstrumentSide[i];
    float along = dot(from, back);
    float far = length(from - back * max(along, 0.0)) - 7.5;
    bool near = far <= min(d, 4.0);
    if (!near) d = min(d, far);
    WHEN (near) {
    vec3 q = vec3(dot(from, side), dot(from, cross(back, side)), along);
    int kept = gPart;
    gPart = -1;
    float one = 1e5, opening = uInstrumentOpening[i];
    int kind = uInstrumentKind[i];
    WHEN (kind == HOOK) one = hook(q);
    WHEN (kind == DISSECTOR) one = dissector(q, opening);
    WHEN (kind == CLIP_APPLIER) one = clipApplier(q, opening);
    WHEN (kind == SCISSORS) one = scissors(q, opening);
    WHEN (kind == GRASPER) one = grasper(q, opening);
    if (one < d) d = one; else gPart = kept;
    }
  }
  return d;
}

float clipDistance(vec3 p) {
  float d = 1e5;
  for (int i = 0; i < uClipCount; i++) {
    vec3 from = p - uClipAt[i].xyz;
    float reach = uClipAt[i].w;
    float far = length(from) - reach - 2.5;
    if (far > 2.0) d = min(d, far);
    WHEN (far <= 2.0) {
    vec3 along = uClipAlong[i], legs = uClipLegs[i];
    vec3 q = vec3(dot(from, along), dot(from, legs), dot(from, cross(along, legs)));
    float one;
    if (uPolymer) {
      one = box(q, vec3(0.8, reach + 0.5, 1.25), 0.35);
      one = smax(one, -box(q - vec3(0.0, -1.0, 0.0), vec3(2.0, reach, 0.3), 0.05), 0.15);
      one = min(one, box(q - vec3(0.0, reach + 0.3, -0.4), vec3(0.8, 0.55, 1.4), 0.3));
    } else {
      one = box(q, vec3(0.5, reach, 0.95), 0.28);
      one = smax(one, -box(q - vec3(0.0, 1.0, 0.0), vec3(2.0, reach, 0.28), 0.05), 0.15);
    }
    nearer(d, one, uPolymer ? PART_POLYMER : PART_TITANIUM);
    }
  }
  return d;
}
