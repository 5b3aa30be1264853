import type { ReactNode } from 'react'
import { WideTable } from '@/shared/ui/wide-table'

/** Rows whose first cell heads them. They are never moved, so that their place is their key. */
export function PlainTable({
  heads,
  rows,
}: {
  heads?: readonly string[]
  rows: readonly (readonly ReactNode[])[]
}) {
  return (
    <WideTable>
      <table className="plain-table">
        {heads && (
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(([first, ...others], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is on record keeps its order
            <tr key={row}>
              <th scope="row">{first}</th>
              {others.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
