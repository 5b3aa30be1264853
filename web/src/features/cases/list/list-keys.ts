import type { RefObject } from 'react'
import { useKeys } from '@/shared/ui/keys'

const links = (list: HTMLElement) => [...list.querySelectorAll<HTMLAnchorElement>('a[data-row]')]

/** Moves the focus to the next or previous row; at an end it stays. Gives the row it came to. */
export const step = (list: HTMLElement, by: 1 | -1, openId?: string): HTMLAnchorElement | undefined => {
  const all = links(list)
  const focused = all.indexOf(document.activeElement as HTMLAnchorElement)
  const here = focused >= 0 ? focused : all.findIndex((link) => link.dataset.row === openId)
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]
  next?.focus()
  next?.scrollIntoView?.({ block: 'nearest' })
  return next
}

const isRow = (target: EventTarget | null, id: string | undefined) =>
  target instanceof HTMLElement && id !== undefined && target.dataset.row === id

/** Past the rest of the list, to what can be done with the case beside it. */
const enterCase = () => document.querySelector<HTMLElement>('.case-detail')?.focus()

interface ListKeys {
  list: RefObject<HTMLElement | null>
  openId: string | undefined
  /** Beside the list the case under the focus is shown at once. */
  onStep: (id: string) => void
  onSearch?: () => void
  onClose: () => void
}

/** The keys of a list: j and k or the arrows, / to search, Escape to close. Enter is the link's own; where its case is open already, it leads into it. */
export const useListKeys = ({ list, openId, onStep, onSearch, onClose }: ListKeys) =>
  useKeys((event) => {
    const move = (by: 1 | -1) => {
      const row = list.current && step(list.current, by, openId)
      if (row?.dataset.row) onStep(row.dataset.row)
    }
    const acts: Record<string, (() => void) | undefined> = {
      j: () => move(1),
      ArrowDown: () => move(1),
      k: () => move(-1),
      ArrowUp: () => move(-1),
      '/': onSearch,
      Escape: () => {
        // Back to the row from which the case was opened, and not to the top of the list.
        list.current?.querySelector<HTMLElement>(`a[data-row="${openId}"]`)?.focus()
        onClose()
      },
      Enter: isRow(event.target, openId) ? enterCase : undefined,
    }
    const inDetail = event.target instanceof HTMLElement && event.target.closest('.case-detail') !== null
    if (inDetail && event.key.startsWith('Arrow')) return
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
