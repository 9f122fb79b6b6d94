/** Why something was not done; said when it appears. */
export function ProblemNote({ children }: { children: string | null }) {
  return <div role="alert">{children && <p className="text-danger text-sm">{children}</p>}</div>;
}
