import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, body } from '@/shared/api/client'
import { tell } from '@/shared/api/problem'
import type { CasePage, Sent } from '@/shared/api/types'
import { useKeptPhotos } from '@/shared/photos/kept-photos'
import { arrived, type Photo, stillSending } from '@/shared/photos/photo'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { Field } from '@/shared/touch/field'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { BeforeAndNow } from './before-and-now'
import type { Task } from './distance'
import { tasksKey } from './today-page'
import { useWords } from './words'
import './patrol.css'

interface Reinspection {
  passed: boolean | null
  note: string
}

const emptyReinspection: Reinspection = { passed: null, note: '' }

interface ReinspectPageProps {
  caseId: string
  onBack: () => void
  onSent: () => void
}

/** The same inspector looks again: the photos from before beside what is there now, and a plain yes or no. */
export function ReinspectPage({ caseId, onBack, onSent }: ReinspectPageProps) {
  const say = useWords()
  const page = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => body(api.GET('/api/cases/{id}', { params: { path: { id: caseId } } })),
  })
  return (
    <div className="stack">
      <button type="button" className="button-plain back" onClick={onBack}>
        {say('back')}
      </button>
      {page.isPending && <Loading rows={6} />}
      {page.error && <Failed error={page.error} onRetry={() => void page.refetch()} />}
      {page.data &&
        (page.data.operations.includes('reinspectCase') ? (
          <ReinspectForm page={page.data} onSent={onSent} />
        ) : (
          <p className="notice">{say('gone')}</p>
        ))}
    </div>
  )
}

const faultsOf = ({ passed, note }: Reinspection, photos: readonly Photo[]) => ({
  passed: passed === null ? ('passedMissing' as const) : undefined,
  note: passed === false && note.trim() === '' ? ('noteMissing' as const) : undefined,
  photos:
    photos.length === 0
      ? ('photoMissing' as const)
      : photos.some(({ fault }) => fault)
        ? ('photosRefused' as const)
        : undefined,
})

function ReinspectForm({ page, onSent }: { page: CasePage; onSent: () => void }) {
  const say = useWords()
  const name = `patrol-reinspect-${page.id}`
  const [draft, change, dropDraft] = useStoredDraft(name, emptyReinspection)
  const [photos, changePhotos, dropPhotos] = useKeptPhotos(name)
  const [tried, setTried] = useState(false)
  const send = useReinspect(page, () => {
    dropDraft()
    dropPhotos()
    onSent()
  })
  const found = faultsOf(draft, photos)
  const faults: Partial<typeof found> = tried ? found : {}
  const sending = stillSending(photos)
  const fault = (name: keyof typeof found) => {
    const word = faults[name]
    return word && say(word)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (send.isPending || sending || draft.passed === null || Object.values(found).some(Boolean)) return
    send.mutate({ passed: draft.passed, note: draft.note.trim(), attachments: arrived(photos) })
  }

  return (
    <form className="stack" noValidate onSubmit={submit}>
      <header>
        <p className="hint">{page.number}</p>
        <h1>{page.className}</h1>
        <p>{[page.place?.name, page.text].filter(Boolean).join('：')}</p>
      </header>
      <BeforeAndNow page={page} photos={photos} />
      <div className="patrol-photos">
        <PhotoPicker label={say('nowPhotos')} photos={photos} onChange={changePhotos} camera />
        <Fault>{fault('photos')}</Fault>
      </div>
      <fieldset className="chips passed">
        <legend className="field-legend">{say('passed')}</legend>
        {([true, false] as const).map((passed) => (
          <label key={String(passed)}>
            <input
              type="radio"
              name="passed"
              checked={draft.passed === passed}
              onChange={() => change({ passed })}
            />
            {say(passed ? 'passed.yes' : 'passed.no')}
          </label>
        ))}
        <Fault>{fault('passed')}</Fault>
      </fieldset>
      <Field
        label={say('note')}
        optional={draft.passed !== false}
        hint={say('noteHint')}
        fault={fault('note')}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className="one-line"
            rows={2}
            maxLength={500}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        )}
      </Field>
      {send.error && (
        <p className="notice" role="alert">
          {tell(send.error)}
        </p>
      )}
      <div className="patrol-send">
        <button type="submit" className="button button-main" aria-disabled={send.isPending || sending}>
          {say(send.isPending ? 'submitting' : 'reinspectSend')}
        </button>
        <p role="status" className="hint">
          {sending && say('photosWaiting')}
        </p>
      </div>
    </form>
  )
}

function Fault({ children }: { children: string | undefined }) {
  if (!children) return null
  return (
    <p className="field-fault" role="alert">
      {children}
    </p>
  )
}

const useReinspect = (page: CasePage, onSent: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (look: Sent<'/api/cases/{id}/reinspect'>) =>
      body(
        api.POST('/api/cases/{id}/reinspect', {
          params: { path: { id: page.id } },
          headers: { 'If-Match': `"${page.version}"` },
          body: look,
        }),
      ),
    onSuccess: () => {
      // The list follows the journal a moment later; what was just done must not stand there again.
      queries.setQueryData<Task[]>(tasksKey, (tasks) => tasks?.filter(({ caseId }) => caseId !== page.id))
      onSent()
    },
    // The case may have moved on: its page is asked again, and what was noted stays.
    onError: () => void queries.invalidateQueries({ queryKey: ['case', page.id] }),
  })
}
