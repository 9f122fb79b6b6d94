// Loaded before a server under test (`--import`): the test says by message how far ahead its clock goes.
const own = Date;
let aheadMs = 0;
const now = (): number => own.now() + aheadMs;

globalThis.Date = new Proxy(own, {
  construct: (_, values: [], made) => Reflect.construct(own, values.length === 0 ? [now()] : values, made),
  apply: () => new own(now()).toString(),
  get: (_, name) => (name === "now" ? now : Reflect.get(own, name)),
});

process.on("message", (message: { readonly aheadMs?: number }) => {
  if (message.aheadMs === undefined) return;
  aheadMs = message.aheadMs;
  process.send?.({ aheadMs });
});
// It ends although somebody could still speak to it.
process.channel?.unref();
