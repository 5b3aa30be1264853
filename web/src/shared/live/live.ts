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
 * until a person asks for them. A change whose version the page already shows (often one's own) is none.
 */
export const useChanges = (known: (id: string) => number | undefined = () => undefined) => {
  const [changed, setChanged] = useState<ReadonlyMap<string, number>>(new Map())
  useLive(
    useCallback(
      ({ id, version }: CaseChange) => setChanged((before) => new Map(before).set(id, version)),
      [],
    ),
  )
  const takeIn = useCallback(() => setChanged(new Map()), [])
  const count = [...changed].filter(
    ([id, version]) => version > (known(id) ?? Number.NEGATIVE_INFINITY),
  ).length
  return { count, takeIn }
}
