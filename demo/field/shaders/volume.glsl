// Draws one layer of the coarse volume.
out vec4 oDistances;
uniform vec3 uVolumeSize;
uniform int uLayer;

void main() {
  vec3 share = vec3(gl_FragCoord.xy, float(uLayer) + 0.5) / uVolumeSize;
  oDistances = exact(mix(uVolumeLow, uVolumeHigh, share));
}
