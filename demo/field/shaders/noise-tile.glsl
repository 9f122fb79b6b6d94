// Draws one layer of the noise: four whole-number hashes a texel.
out vec4 oNoise;
uniform int uSlice;

void main() {
  ivec3 c = ivec3(ivec2(gl_FragCoord.xy), uSlice);
  oNoise = vec4(hash1(c), hash1(c + ivec3(0, 0, 64)), hash1(c + ivec3(0, 0, 128)), hash1(c + ivec3(0, 0, 192)));
}
