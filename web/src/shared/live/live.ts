import { useCallback, useEffect, useState } from 'react'

/** A case that the session may see has changed. Written by hand: the document can't describe events. */
export interface CaseChange {
  id: string
  number: string
  state: string
  unitId: string
  version: number
}

type Listener = (change: CaseChange) => void

const listeners = new Set<Listener>()
let source: EventSource | undefined

const hear = (event: MessageEvent<string>) => {
  const change = JSON.parse(event.data) as CaseChange
  for (const listener of listeners) listener(change)
}

const listen = (listener: Listener) => {
  listeners.add(listener)
  if (!source) {
    source = new EventSource('/api/live')
    source.addEventListener('case', hear)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = undefined
  }
}

/** Hears every change over the one connection of the page. `onChange` must be stable. */
export const useLive = (onChange: Listener) => useEffect(() => listen(onChange), [onChange])

/**
 * Counts the cases that changed since they were last taken in, so that a list can say "3 条新变化" and stay where it is
 * until a person asks for them.
 */
export const useChanges = () => {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  useLive(
    useCallback((change: CaseChange) => {
      setChanged((before) => (before.has(change.id) ? before : new Set(before).add(change.id)))
    }, []),
  )
  const takeIn = useCallback(() => setChanged(new Set()), [])
  return { count: changed.size, takeIn }
}
