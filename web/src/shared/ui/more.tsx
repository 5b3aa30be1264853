import { Button } from 'antd'
import type { ReactNode } from 'react'

interface Paged {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): unknown
}

/** The key below a list that is fetched page by page; nothing where all of it is there. */
export function More({ list, children }: { list: Paged; children: ReactNode }) {
  return list.hasNextPage ? (
    <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {children}
    </Button>
  ) : null
}
