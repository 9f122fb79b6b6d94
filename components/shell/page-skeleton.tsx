/** Stands for a paper page on its way, in the places where its heading and content will be. */
export function PageSkeleton() {
  return (
    <div role="status" className="animate-late">
      <h1 className="sr-only">Loading</h1>
      <div aria-hidden className="animate-breathe">
        <div className="h-8 w-56 max-w-full rounded-sm bg-line" />
        <div className="mt-3 h-4 w-80 max-w-full rounded-sm bg-line" />
        <div className="mt-10 grid grid-cols-2 gap-6 sm:grid-cols-4">
          {["a", "b", "c", "d"].map((key) => (
            <div key={key} className="h-20 border-line border-t pt-3">
              <div className="h-3.5 w-20 rounded-sm bg-line" />
              <div className="mt-2.5 h-7 w-24 rounded-sm bg-line" />
            </div>
          ))}
        </div>
        <div className="mt-10 divide-y divide-line border-line border-y">
          {["a", "b", "c", "d", "e"].map((key) => (
            <div key={key} className="flex h-11 items-center gap-6">
              <div className="h-3.5 w-40 rounded-sm bg-line" />
              <div className="h-3.5 flex-1 rounded-sm bg-line" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
