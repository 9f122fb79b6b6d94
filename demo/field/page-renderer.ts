/**
 * Runs in the browser's page, and so may use nothing from outside this function: builds the programs once and
 * hands back what draws a field.
 */
export type PageJob = {
  readonly width: number;
  readonly height: number;
  /** Rays a pixel along each side. */
  readonly dense: number;
  readonly uniforms: Readonly<Record<string, { readonly type: string; readonly value: readonly number[] }>>;
  /** Side and RGBA bytes (base64) of the vessel map. */
  readonly vessels: { readonly side: number; readonly bytes: string };
};
export type PageSources = {
  readonly noise: string;
  readonly volume: string;
  readonly surface: string;
  readonly tissues: string;
  readonly relief: string;
  readonly lens: string;
};
type PageResult = { readonly rgba: string; readonly ids: string };
/** What the page keeps for its caller: `traceField` gives the ids alone. */
export type PageRenderer = {
  readonly renderField: (job: PageJob) => PageResult;
  readonly traceField: (job: PageJob) => Pick<PageResult, "ids">;
};

export function installPageRenderer(sources: PageSources): void {
  const RELIEF = 1024;
  const STRIPS = 8;
  const NOISE = 64;
  /** The coarse volume: its corners in millimetres, and its cells. */
  const LOW = [-88, -74, -62];
  const HIGH = [88, 90, 46];
  const CELLS = [128, 120, 80] as const;
  const gl = document.createElement("canvas").getContext("webgl2", { antialias: false, alpha: false });
  if (!gl?.getExtension("EXT_color_buffer_float"))
    throw new Error("This browser has no WebGL 2 with float targets.");
  gl.getExtension("OES_texture_float_linear");

  const compile = (kind: number, text: string): WebGLShader => {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error("The browser gives no shader.");
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(gl.getShaderInfoLog(shader) ?? "shader");
    return shader;
  };
  const link = (fragment: string): WebGLProgram => {
    const program = gl.createProgram();
    // One triangle that covers the target.
    const corners = `#version 300 es
      void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }`;
    gl.attachShader(program, compile(gl.VERTEX_SHADER, corners));
    gl.attachShader(program, compile(gl.FRAGMENT_SHADER, fragment));
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS))
      throw new Error(gl.getProgramInfoLog(program) ?? "program");
    return program;
  };
  const texture = (width: number, height: number, format: number, levels = 1): WebGLTexture => {
    const made = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, made);
    gl.texStorage2D(gl.TEXTURE_2D, levels, format, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, levels > 1 ? gl.LINEAR_MIPMAP_LINEAR : gl.LINEAR);
    // Only a picture has mip levels, and a picture doesn't repeat.
    if (levels > 1) {
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    }
    return made;
  };
  const target = (...textures: WebGLTexture[]): WebGLFramebuffer => {
    const made = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, made);
    textures.forEach((one, index) => {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + index, gl.TEXTURE_2D, one, 0);
    });
    gl.drawBuffers(textures.map((_, index) => gl.COLOR_ATTACHMENT0 + index));
    return made;
  };
  const base64 = (bytes: Uint8Array): string => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };

  const programs = {
    noise: link(sources.noise),
    volume: link(sources.volume),
    surface: link(sources.surface),
    tissues: link(sources.tissues),
    relief: link(sources.relief),
    lens: link(sources.lens),
  };
  const use = (program: WebGLProgram, uniforms: PageJob["uniforms"]) => {
    gl.useProgram(program);
    for (const [name, { type, value }] of Object.entries(uniforms)) {
      const place = gl.getUniformLocation(program, name);
      if (!place || value.length === 0) continue;
      if (type === "float") gl.uniform1fv(place, value);
      else if (type === "vec2") gl.uniform2fv(place, value);
      else if (type === "vec3") gl.uniform3fv(place, value);
      else if (type === "vec4") gl.uniform4fv(place, value);
      else if (type === "int") gl.uniform1iv(place, value);
      else gl.uniform4iv(place, value);
    }
  };
  /** In strips, and waiting for each: a long draw would be taken for a hung one. */
  const draw = (width: number, height: number) => {
    gl.viewport(0, 0, width, height);
    gl.enable(gl.SCISSOR_TEST);
    for (let strip = 0; strip < STRIPS; strip += 1) {
      const from = Math.floor((height * strip) / STRIPS);
      gl.scissor(0, from, width, Math.floor((height * (strip + 1)) / STRIPS) - from);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      gl.finish();
    }
    gl.disable(gl.SCISSOR_TEST);
  };

  const solid = (unit: number, format: number, cells: readonly [number, number, number], wrap: number) => {
    const made = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_3D, made);
    gl.texStorage3D(gl.TEXTURE_3D, 1, format, ...cells);
    for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) {
      gl.texParameteri(gl.TEXTURE_3D, axis, wrap);
    }
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_3D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.activeTexture(gl.TEXTURE0);
    return made;
  };
  const volume = solid(2, gl.RGBA16F, CELLS, gl.CLAMP_TO_EDGE);
  const noise = solid(3, gl.RGBA8, [NOISE, NOISE, NOISE], gl.REPEAT);
  const layers = gl.createFramebuffer();
  const box: PageJob["uniforms"] = {
    uVolumeLow: { type: "vec3", value: LOW },
    uVolumeHigh: { type: "vec3", value: HIGH },
    uVolumeSize: { type: "vec3", value: [...CELLS] },
    uRelief: { type: "int", value: [0] },
    uVessels: { type: "int", value: [1] },
    uVolume: { type: "int", value: [2] },
    uNoise: { type: "int", value: [3] },
  };
  /** Draws a solid texture layer by layer; it can't be read while it is drawn to. */
  const fill = (
    made: WebGLTexture,
    unit: number,
    program: WebGLProgram,
    counter: string,
    cells: readonly [number, number, number],
  ) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_3D, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, layers);
    gl.viewport(0, 0, cells[0], cells[1]);
    const place = gl.getUniformLocation(program, counter);
    for (let layer = 0; layer < cells[2]; layer += 1) {
      gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, made, 0, layer);
      gl.uniform1i(place, layer);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    }
    gl.bindTexture(gl.TEXTURE_3D, made);
    gl.activeTexture(gl.TEXTURE0);
  };
  use(programs.noise, {});
  fill(noise, 3, programs.noise, "uSlice", [NOISE, NOISE, NOISE]);
  const relief = texture(RELIEF, RELIEF, gl.RGBA16F);
  target(relief);
  use(programs.relief, { uTile: { type: "float", value: [RELIEF] } });
  draw(RELIEF, RELIEF);

  /** Sends a ray through each pixel. What is `made` stays until it is left. */
  const trace = (program: WebGLProgram, { width, height, dense, uniforms, vessels }: PageJob) => {
    const [wide, high] = [Math.round(width * dense), Math.round(height * dense)];
    const made: WebGLTexture[] = [];
    const keep = (one: WebGLTexture) => {
      made.push(one);
      return one;
    };
    const map = keep(texture(vessels.side, vessels.side, gl.RGBA8));
    const bytes = Uint8Array.from(atob(vessels.bytes), (letter) => letter.charCodeAt(0));
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, vessels.side, vessels.side, gl.RGBA, gl.UNSIGNED_BYTE, bytes);

    gl.bindTexture(gl.TEXTURE_2D, relief);
    use(programs.volume, { ...uniforms, ...box });
    fill(volume, 2, programs.volume, "uLayer", CELLS);
    const levels = Math.floor(Math.log2(Math.max(wide, high))) + 1;
    const light = keep(texture(wide, high, gl.RGBA16F, levels));
    const tissue = keep(texture(wide, high, gl.RGBA8));
    const field = target(light, tissue);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, relief);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, map);
    gl.activeTexture(gl.TEXTURE0);
    const circle = (uniforms.uCircle?.value ?? [0, 0, 0]).map((length) => length * dense);
    use(program, {
      ...uniforms,
      ...box,
      uSize: { type: "vec2", value: [wide, high] },
      uCircle: { type: "vec3", value: circle },
    });
    draw(wide, high);

    const ids = new Uint8Array(width * height);
    const rows = new Uint8Array(wide * high * 4);
    gl.readBuffer(gl.COLOR_ATTACHMENT1);
    gl.readPixels(0, 0, wide, high, gl.RGBA, gl.UNSIGNED_BYTE, rows);
    for (let y = 0; y < height; y += 1) {
      const row = high - 1 - Math.floor((y + 0.5) * dense);
      for (let x = 0; x < width; x += 1) {
        ids[y * width + x] = rows[(row * wide + Math.floor((x + 0.5) * dense)) * 4] ?? 0;
      }
    }

    const leave = () => {
      for (const one of made) gl.deleteTexture(one);
      gl.deleteFramebuffer(field);
    };
    return { ids: base64(ids), light, keep, leave };
  };
  const traceField: PageRenderer["traceField"] = (job) => {
    const { ids, leave } = trace(programs.tissues, job);
    leave();
    return { ids };
  };
  const renderField: PageRenderer["renderField"] = (job) => {
    const { width, height, uniforms } = job;
    const { ids, light, keep, leave } = trace(programs.surface, job);
    gl.bindTexture(gl.TEXTURE_2D, light);
    gl.generateMipmap(gl.TEXTURE_2D);
    const picture = keep(texture(width, height, gl.RGBA8));
    const frame = target(picture);
    gl.bindTexture(gl.TEXTURE_2D, light);
    use(programs.lens, {
      ...uniforms,
      ...box,
      uScene: { type: "int", value: [0] },
      uPicture: { type: "vec2", value: [width, height] },
    });
    draw(width, height);
    const upward = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upward);
    const rgba = new Uint8Array(upward.length);
    for (let y = 0; y < height; y += 1) {
      rgba.set(upward.subarray((height - 1 - y) * width * 4, (height - y) * width * 4), y * width * 4);
    }
    leave();
    gl.deleteFramebuffer(frame);
    return { rgba: base64(rgba), ids };
  };
  Object.assign(globalThis, { renderField, traceField });
}
