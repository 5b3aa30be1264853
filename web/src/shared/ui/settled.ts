import { useEffect, useState } from 'react'

const typingPause = 600

/** What somebody types, once he has paused. */
export const useSettled = <T extends string>(typed: T): T => {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}
