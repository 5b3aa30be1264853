import { type RefObject, useEffect } from 'react'

/** Whether a key belongs to what is being typed and not to the page. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], [role="listbox"], [role="dialog"]') !== null)

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

interface ListKeys {
  list: RefObject<HTMLElement | null>
  openId: string | undefined
  /** Beside the list the case under the focus is shown at once. */
  onStep: (id: string) => void
  onSearch: () => void
  onClose: () => void
  onHelp: () => void
}

/** The keys of a list: j and k or the arrows, / to search, Escape to close, ? for help. Enter is the link's own. */
export const useListKeys = ({ list, openId, onStep, onSearch, onClose, onHelp }: ListKeys) =>
  useEffect(() => {
    const move = (by: 1 | -1) => {
      const row = list.current && step(list.current, by, openId)
      if (row?.dataset.row) onStep(row.dataset.row)
    }
    const acts: Record<string, () => void> = {
      j: () => move(1),
      ArrowDown: () => move(1),
      k: () => move(-1),
      ArrowUp: () => move(-1),
      '/': onSearch,
      Escape: onClose,
      '?': onHelp,
    }
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      const inDetail = event.target instanceof HTMLElement && event.target.closest('.case-detail') !== null
      if (inDetail && event.key.startsWith('Arrow')) return
      const act = acts[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [list, openId, onStep, onSearch, onClose, onHelp])
