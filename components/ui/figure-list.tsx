type FigureListProps = {
  figures: readonly { readonly name: string; readonly value: string; readonly note?: string }[];
  /** The least width of a figure, in rem. */
  least?: number;
};

/** Figures side by side, each under its name. */
export function FigureList({ figures, least = 7.5 }: FigureListProps) {
  return (
    <dl
      className="grid gap-x-4 gap-y-3"
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(${least}rem, 100%), 1fr))` }}
    >
      {figures.map(({ name, value, note }) => (
        <div key={name} className="border-line border-t pt-2">
          <dt className="text-muted text-xs">{name}</dt>
          <dd>
            <span className="font-medium text-xl tracking-[-0.02em]">{value}</span>
            {note && <span className="block text-muted text-xs">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
