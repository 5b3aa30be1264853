import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Empty, Failed, Loading } from '@/shared/ui/pieces'
import { WideTable } from '@/shared/ui/wide-table'

/** A column of a list; the first one heads its row. */
export interface Column<T> {
  head: string
  cell: (one: T) => ReactNode
  isNumber?: boolean
}

interface Props<T> {
  back: string
  title: string
  intro: string
  /** What may be done here. */
  action?: ReactNode
  list: Pick<UseQueryResult<readonly T[]>, 'data' | 'error' | 'refetch'>
  /** Grey lines while it is fetched. */
  usual: number
  columns: readonly Column<T>[]
  keyOf: (one: T) => string
  none: string
  noneAdvice: string
}

/** A page that leads to each of its things: what they are, what may be done, and all of them as a table. */
export function ListPage<T>({
  back,
  title,
  intro,
  action,
  list: { data, error, refetch },
  usual,
  columns,
  keyOf,
  none,
  noneAdvice,
}: Props<T>) {
  const [first, ...others] = columns
  return (
    <div className="page">
      <p>
        <Link to="/components">{back}</Link>
      </p>
      <h1>{title}</h1>
      <p className="soft">{intro}</p>
      {action && <p>{action}</p>}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={usual} />}
      {data?.length === 0 && <Empty title={none}>{noneAdvice}</Empty>}
      {data && data.length > 0 && (
        <WideTable>
          <table className="plain-table">
            <thead>
              <tr>
                {columns.map(({ head, isNumber }) => (
                  <th key={head} scope="col" className={isNumber ? 'number' : undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((one) => (
                <tr key={keyOf(one)}>
                  <th scope="row">{first?.cell(one)}</th>
                  {others.map(({ head, cell, isNumber }) => (
                    <td key={head} className={isNumber ? 'number' : undefined}>
                      {cell(one)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
    </div>
  )
}
