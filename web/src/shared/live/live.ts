import { useCallback, useEffect, useState } from 'react'

/** A case that the session may see has changed. Written by hand: the document can't describe events. */
export interface CaseChange {
  id: string
  number: string
  state: string
  unitId: string
  version: number
}

/** Something else that concerns a unit of the session has changed. */
export interface Notice {
  id: string
}

// One connection for the whole page; each kind of event has its own listeners.
const topics = new Map<string, Set<(news: unknown) => void>>()
let source: EventSource | undefined

const hearing = (topic: string) => (event: MessageEvent<string>) => {
  const news: unknown = JSON.parse(event.data)
  for (const listener of topics.get(topic) ?? []) listener(news)
}

const listen = (topic: string, listener: (news: unknown) => void) => {
  source ??= new EventSource('/api/live')
  const listeners = topics.get(topic)
  if (listeners) listeners.add(listener)
  else {
    topics.set(topic, new Set([listener]))
    source.addEventListener(topic, hearing(topic))
  }
  return () => {
    topics.get(topic)?.delete(listener)
    if ([...topics.values()].some(({ size }) => size > 0)) return
    source?.close()
    source = undefined
    topics.clear()
  }
}

/** Hears every change of a case over the one connection of the page. `onChange` must be stable. */
export const useLive = (onChange: (change: CaseChange) => void) =>
  useEffect(() => listen('case', onChange as (news: unknown) => void), [onChange])

/** Hears every notice of a topic over the same connection. `onNotice` must be stable. */
export const useNotices = (topic: string, onNotice: (notice: Notice) => void) =>
  useEffect(() => listen(topic, onNotice as (news: unknown) => void), [topic, onNotice])

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
