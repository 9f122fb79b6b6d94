/** Why something was not done; the place for it is there before, so that it is heard. */
export function Problem({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text && <p className="mt-3 border-danger border-l-2 pl-3 text-danger text-sm">{text}</p>}
    </div>
  );
}
