import { useEffect } from 'react'

/** What the browser's tab, its history and a screen reader call the page. A page within a page says it more exactly, for as long as it is there. */
export function PageTitle({ children }: { children: string }) {
  useEffect(() => {
    const before = document.title
    document.title = children
    return () => {
      document.title = before
    }
  }, [children])
  return null
}
