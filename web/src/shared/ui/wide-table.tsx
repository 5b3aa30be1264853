import { type ReactNode, useEffect, useRef, useState } from 'react'

/** A table that may be wider than its page. Where it is, and nothing in it takes the focus, the keyboard moves it. */
export function WideTable({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const sizes = new ResizeObserver(() => setWide(current.scrollWidth > current.clientWidth))
    sizes.observe(current)
    return () => sizes.disconnect()
  }, [])
  return (
    <div className="wide-table" ref={frame} {...(isWide && { tabIndex: 0 })}>
      {children}
    </div>
  )
}
