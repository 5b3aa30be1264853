import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, body } from '@/shared/api/client'
import type { CasePage } from '@/shared/api/types'
import { about } from '@/shared/i18n/punctuation'
import type { Photo } from '@/shared/photos/photo'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { useClassName } from '@/shared/reference/reference'
import { Chips } from '@/shared/touch/chips'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { BeforeAndNow } from './before-and-now'
import type { Task } from './distance'
import { FormFault } from './form-fault'
import { foundAtOf, useShots } from './fresh-fix'
import { KeepBar } from './keep-bar'
import { longestRemark, OneLine } from './one-line'
import { lookName } from './outbox/mend'
import { beginKey, finishLook } from './outbox/outbox'
import { SpokenField, useSpoken } from './spoken'
import { notStood, type Stood, StoodLine, stoodOf } from './stood-line'
import { tasksKey } from './today-page'
import { useWords } from './words'
import './patrol.css'

interface Reinspection extends Stood {
  passed: boolean | null
  note: string
  /** When it was seen, by the phone's clock: with the first photo, else when it was first finished. */
  phoneAt: string | null
  /** When the first photo was taken, milliseconds by the phone's clock. */
  shotAt: number | null
  /** What makes it one look, however often it is finished. */
  key: string | null
}

const emptyReinspection: Reinspection = {
  ...notStood,
  passed: null,
  note: '',
  phoneAt: null,
  shotAt: null,
  key: null,
}

/** How the page of a case is asked for. */
export const casePageQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId],
    queryFn: () => body(api.GET('/api/cases/{id}', { params: { path: { id: caseId } } })),
  })

/** What is asked: whether a result stands, or whether what a citizen reported is so. */
const questions = {
  reinspect: {
    operation: 'reinspectCase',
    passed: 'passed',
    yes: 'passed.yes',
    no: 'passed.no',
    noteMissing: 'noteMissing',
    send: 'reinspectSend',
  },
  verify: {
    operation: 'verifyRequest',
    passed: 'verified',
    yes: 'verified.yes',
    no: 'verified.no',
    noteMissing: 'verifiedMissing',
    send: 'verifiedSend',
  },
} as const

type Question = keyof typeof questions

interface ReinspectPageProps {
  account: string
  caseId: string
  question?: Question
  onBack: () => void
  onSent: () => void
}

/** An inspector looks, again or before a unit is sent: the photos from before beside what is there now, and a plain yes or no. */
export function ReinspectPage({
  account,
  caseId,
  question = 'reinspect',
  onBack,
  onSent,
}: ReinspectPageProps) {
  const say = useWords()
  const page = useQuery(casePageQuery(caseId))
  return (
    <div className="stack">
      <button type="button" className="button-plain back" onClick={onBack}>
        {say('back')}
      </button>
      {page.isPending && <Loading rows={6} />}
      {page.error && !page.data && <Failed error={page.error} onRetry={() => void page.refetch()} />}
      {page.data &&
        (page.data.operations.includes(questions[question].operation) ? (
          <ReinspectForm account={account} page={page.data} question={question} onSent={onSent} />
        ) : (
          <p className="notice">{say('gone')}</p>
        ))}
    </div>
  )
}

const faultsOf = ({ passed, note }: Reinspection, photos: readonly Photo[], question: Question) => ({
  passed: passed === null ? ('passedMissing' as const) : undefined,
  note: passed === false && note.trim() === '' ? questions[question].noteMissing : undefined,
  photos:
    photos.length === 0
      ? ('photoMissing' as const)
      : photos.some(({ fault }) => fault)
        ? ('photosRefused' as const)
        : undefined,
})

interface ReinspectFormProps {
  account: string
  page: CasePage
  question: Question
  onSent: () => void
}

function ReinspectForm({ account, page, question, onSent }: ReinspectFormProps) {
  const say = useWords()
  const classOf = useClassName()
  const [tried, setTried] = useState(false)
  const { draft, change, photos, changePhotos, spoken, keep, keeping, failed } = useLook(
    account,
    page,
    question,
    onSent,
  )
  const asked = questions[question]
  const found = faultsOf(draft, photos, question)
  const faults: Partial<typeof found> = tried ? found : {}
  const fault = (name: keyof typeof found) => {
    const word = faults[name]
    return word && say(word)
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (keeping || spoken.busy || draft.passed === null || Object.values(found).some(Boolean)) return
    keep(draft.passed)
  }

  return (
    <form className="stack" noValidate onSubmit={submit}>
      <header>
        <p className="hint">{page.number}</p>
        <h1>{classOf(page.className)}</h1>
        <p>{page.text?.includes(page.place?.name ?? '') ? page.text : about(page.place?.name, page.text)}</p>
      </header>
      <BeforeAndNow page={page} photos={photos} />
      <div className="patrol-photos">
        <PhotoPicker label={say('nowPhotos')} photos={photos} onChange={changePhotos} camera sends={false} />
        <FormFault>{fault('photos')}</FormFault>
      </div>
      <Chips
        legend={say(asked.passed)}
        name="passed"
        options={[
          { value: true, label: say(asked.yes) },
          { value: false, label: say(asked.no) },
        ]}
        value={draft.passed}
        fault={fault('passed')}
        onChange={(passed) => change({ passed })}
      />
      <OneLine
        label={say('note')}
        optional={draft.passed !== false}
        hint={say('noteHint')}
        fault={fault('note')}
        text={draft.note}
        most={longestRemark}
        onText={(note) => change({ note })}
      />
      <SpokenField spoken={spoken} tried={tried} />
      <StoodLine {...draft} onChange={change} />
      <KeepBar send={say(asked.send)} keeping={keeping} failed={failed} />
    </form>
  )
}

/** The draft of a look and its way into the queue: it is dropped when it is safe there, and not before. */
const useLook = (account: string, page: CasePage, question: Question, onSent: () => void) => {
  const queries = useQueryClient()
  const name = lookName(account, page.id)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyReinspection)
  const [photos, changePhotos, dropPhotos] = useShots(name, draft.shotAt, change)
  const spoken = useSpoken(name)
  const { mutate, isPending, isError } = useMutation({
    networkMode: 'always',
    mutationFn: async (passed: boolean) => {
      const key = draft.key ?? beginKey()
      const phoneAt = foundAtOf(draft)
      const stood = stoodOf(draft)
      change({ key, phoneAt })
      await finishLook(
        account,
        key,
        {
          caseId: page.id,
          version: page.version,
          title: about(page.className, page.place?.name),
          passed,
          ...(question === 'verify' && { verifies: true }),
          note: draft.note.trim(),
          phoneAt,
          ...(stood && { stood }),
        },
        photos.map(({ file }) => file),
        spoken.files,
      )
    },
    onSuccess: () => {
      dropDraft()
      dropPhotos()
      spoken.drop()
      // The list follows the journal a moment later; what was just done must not stand there again.
      queries.setQueryData<Task[]>(tasksKey, (tasks) => tasks?.filter(({ caseId }) => caseId !== page.id))
      onSent()
    },
  })
  return { draft, change, photos, changePhotos, spoken, keep: mutate, keeping: isPending, failed: isError }
}
