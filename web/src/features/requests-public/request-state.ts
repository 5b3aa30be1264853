import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { onceKey, sentOnce } from '@/shared/api/once'
import { Refused } from '@/shared/api/problem'
import type { Sent } from '@/shared/api/types'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import { arrived, stillSending } from '@/shared/photos/photo'
import { storeDraft, storedDraft, useStoredDraft } from '@/shared/ui/stored-draft'
import type { Received } from './receipts'
import { bodyOf, emptyContact, emptyDraft, type Faults, faultsOf, type RequestDraft } from './request-draft'

const once = 'request'

const submit = (request: Sent<'/api/requests'>) =>
  body(
    api.POST('/api/requests', {
      body: request,
      params: { header: { 'Idempotency-Key': onceKey(once, request) } },
    }),
  )

/** Begins a request elsewhere: what was half written stays in front of it. */
export const beginRequest = (part: Pick<RequestDraft, 'text' | 'place' | 'pin' | 'component'>): void => {
  const before = storedDraft('request', emptyDraft)
  storeDraft('request', {
    ...before,
    ...part,
    pinWithin: null,
    text: before.text.includes(part.text) ? before.text : [before.text, part.text].filter(Boolean).join('\n'),
  })
}

/** The draft, its faults and its way to the server. Nothing of it is dropped before the receipt is kept. */
export const useRequest = (onReceived: (received: Received) => void) => {
  const [draft, change, dropDraft] = useStoredDraft('request', emptyDraft)
  const [contact, changeContact, dropContact] = useStoredDraft(
    'request-contact',
    emptyContact,
    sessionStorage,
  )
  const [photos, changePhotos, dropPhotos] = useKeptPhotos('request')
  const [shownFaults, showFaults] = useState(false)
  const [waiting, setWaiting] = useState(false)

  const drop = useCallback(() => {
    dropDraft()
    dropContact()
    dropPhotos()
    showFaults(false)
  }, [dropDraft, dropContact, dropPhotos])

  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: submit,
    onSuccess: (receipt, { contact: given }) => {
      onReceived({ receipt, reachable: given?.phone !== undefined })
      sentOnce(once)
      drop()
    },
  })

  const faults: Faults = shownFaults ? faultsOf(draft, contact) : {}
  const refusedText = error instanceof Refused ? error.fields.text?.[0] : undefined
  const sending = stillSending(photos)
  const photosRefused = shownFaults && photos.some(({ fault }) => fault)

  const send = useCallback(() => {
    showFaults(true)
    const stuck = photos.some(({ fault }) => fault)
    if (isPending || stuck || Object.keys(faultsOf(draft, contact)).length > 0) return false
    if (stillSending(photos)) setWaiting(true)
    else mutate(bodyOf(draft, contact, arrived(photos)))
    return true
  }, [contact, draft, isPending, mutate, photos])

  useEffect(() => {
    if (!waiting || sending) return
    setWaiting(false)
    send()
  }, [waiting, sending, send])

  return {
    draft,
    contact,
    photos,
    change: useCallback(
      (part: Partial<typeof draft>) => {
        reset()
        change(part)
      },
      [change, reset],
    ),
    changeContact,
    changePhotos,
    drop,
    send,
    faults: { ...faults, text: faults.text ?? refusedText } satisfies Faults,
    photosRefused,
    /** What was refused and stands at no field. */
    refusal: refusedText ? null : error,
    busy: isPending ? ('sending' as const) : waiting ? ('photos' as const) : undefined,
  }
}
