/** For tests, in place of the map: one press points at one place. */
export function CaseMap({ onPick }: { onPick: (at: [number, number]) => void }) {
  return (
    <button type="button" onClick={() => onPick([113.25, 28.15])}>
      点图
    </button>
  )
}
