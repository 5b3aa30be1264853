import { type ReactNode, useEffect, useRef, useState } from 'react'

/**
 * The title of a form that opens over a list: it brings the form before the eyes and the keyboard, however far down it was
 * opened, and gives the focus back there when it goes.
 */
export function FormTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null)
  const [opener] = useState(() => document.activeElement)
  useEffect(() => {
    title.current?.focus()
    return () => {
      // Whoever has gone on to something else stays there.
      if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus()
    }
  }, [opener])
  return (
    <h2 ref={title} className="form-title" tabIndex={-1}>
      {children}
    </h2>
  )
}
