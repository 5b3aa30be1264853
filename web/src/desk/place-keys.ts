import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { useKeys } from '@/shared/ui/keys'
import type { Place } from './places'

const patience = 2_000

/** G and a number lead to that place of the rail, ? to the table of keys. Heard before the page, where a digit may mean something else. */
export const usePlaceKeys = (rail: readonly Place[], onHelp: () => void) => {
  const navigate = useNavigate()
  const begun = useRef(Number.NEGATIVE_INFINITY)
  useKeys((event) => {
    const going = event.timeStamp - begun.current < patience
    begun.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    const place = going && rail[Number(event.key) - 1]
    if (place) void navigate(`/${place.path}`)
    else if (event.key === '?') onHelp()
    else if (event.key !== 'g' && !(going && /^\d$/.test(event.key))) return
    event.preventDefault()
  }, true)
}
