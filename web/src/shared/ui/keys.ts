import { useEffect, useEffectEvent } from 'react'

/** Whether a key belongs to what is being typed and not to the page. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="combobox"], [role="listbox"], [role="dialog"]') !== null)

/**
 * Hears single keys anywhere on the page, but not while somebody types and not what another has taken (`preventDefault`).
 * `first`: before those who hear without it.
 */
export const useKeys = (hear: (event: KeyboardEvent) => void, first = false) => {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return
    hear(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => heard(event)
    document.addEventListener('keydown', listen, first)
    return () => document.removeEventListener('keydown', listen, first)
  }, [first])
}
