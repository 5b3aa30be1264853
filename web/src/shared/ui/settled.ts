import { useEffect, useState } from 'react'

const typingPause = 600

/** What somebody types, once he has paused so many milliseconds. */
export const useSettled = <T extends string>(typed: T, pause = typingPause): T => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause)
    return () => clearTimeout(timer)
  }, [typed, pause])
  return settled
}
