import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { about } from '@/shared/i18n/punctuation'
import type { Photo } from '@/shared/photos/photo'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { Chips } from '@/shared/touch/chips'
import { Failed, Loading } from '@/shared/ui/pieces'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { FilingNeeds, measuredOf, type TypedSizes, useCondition } from '../filing-needs'
import { FormFault } from '../form-fault'
import { foundAtOf, useShots } from '../fresh-fix'
import { KeepBar } from '../keep-bar'
import { longestRemark, OneLine } from '../one-line'
import { placeName } from '../outbox/mend'
import { beginKey, finishPlace } from '../outbox/outbox'
import { isOnlyVoice } from '../report-draft'
import { SpokenField, useSpoken } from '../spoken'
import { notStood, type Stood, StoodLine, stoodOf } from '../stood-line'
import { type PlannedPlace, placesKey, placesQuery } from './planned-place'
import { emptySurvey, SurveyFields, surveyOf, type TypedSurvey } from './survey-fields'
import { useWords } from './words'
import '../patrol.css'

const results = ['fine', 'found', 'noAccess'] as const
const censusResults = ['fine', 'differs', 'noAccess'] as const
type Result = (typeof results)[number] | (typeof censusResults)[number]
const states = ['intact', 'damaged', 'lost', 'abandoned'] as const

interface LookDraft extends TypedSurvey, Stood {
  result: Result | null
  answers: (boolean | null)[]
  text: string
  sizes: TypedSizes
  phoneAt: string | null
  /** When the first photo was taken, milliseconds by the phone's clock. */
  shotAt: number | null
  /** What makes it one look, however often it is finished. */
  key: string | null
}

const emptyLook: LookDraft = {
  ...emptySurvey,
  ...notStood,
  result: null,
  answers: [],
  text: '',
  sizes: {},
  phoneAt: null,
  shotAt: null,
  key: null,
}

interface LookPageProps {
  account: string
  planId: string
  placeNo: number
  onBack: () => void
  /** To a component of a census that is not on record. */
  onNew: () => void
  onSent: () => void
}

/** What an inspector sees at a place of a plan: line by line, then a plain result; what is wrong needs a photo and a line. */
export function LookPage({ account, planId, placeNo, onBack, onNew, onSent }: LookPageProps) {
  const say = useWords()
  const places = useQuery(placesQuery)
  const place = places.data?.find((one) => one.planId === planId && one.placeNo === placeNo)
  return (
    <div className="stack">
      <button type="button" className="button-plain back" onClick={onBack}>
        {say('back')}
      </button>
      {places.isPending && <Loading rows={6} />}
      {places.error && !places.data && <Failed error={places.error} onRetry={() => void places.refetch()} />}
      {places.data &&
        (place ? (
          <>
            <LookForm account={account} place={place} onSent={onSent} />
            {place.kind === 'census' && (
              <button type="button" className="button" onClick={onNew}>
                {say('foundNew')}
              </button>
            )}
          </>
        ) : (
          <p className="notice">{say('gone')}</p>
        ))}
    </div>
  )
}

const faultsOf = (draft: LookDraft, lines: number, photos: readonly Photo[], recordings: number) => ({
  answers:
    draft.result !== 'noAccess' &&
    Array.from({ length: lines }).some((_, i) => typeof draft.answers[i] !== 'boolean')
      ? ('answersMissing' as const)
      : undefined,
  result: draft.result === null ? ('resultMissing' as const) : undefined,
  text:
    draft.result === 'found' && draft.text.trim() === '' && recordings === 0
      ? ('textMissing' as const)
      : undefined,
  survey:
    draft.result === 'differs' && surveyOf(draft) === undefined
      ? draft.state === null
        ? ('stateMissing' as const)
        : ('positionMissing' as const)
      : undefined,
  photos: photos.some(({ fault }) => fault)
    ? ('photosRefused' as const)
    : (draft.result === 'found' || draft.result === 'differs') && photos.length === 0
      ? ('photoMissing' as const)
      : undefined,
})

function LookForm({ account, place, onSent }: { account: string; place: PlannedPlace; onSent: () => void }) {
  const say = useWords()
  const [tried, setTried] = useState(false)
  const { draft, change, photos, changePhotos, spoken, keep, keeping, failed } = useLook(
    account,
    place,
    onSent,
  )
  const found = faultsOf(draft, place.checklist.length, photos, spoken.recordings.length)
  const faults: Partial<typeof found> = tried ? found : {}
  const fault = (name: keyof typeof found) => {
    const word = faults[name]
    return word && say(word)
  }
  const answer = (nth: number, yes: boolean) =>
    change({ answers: place.checklist.map((_, i) => (i === nth ? yes : (draft.answers[i] ?? null))) })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (keeping || spoken.busy || draft.result === null || Object.values(found).some(Boolean)) return
    keep(draft.result)
  }

  return (
    <form className="stack" noValidate onSubmit={submit}>
      <header>
        <p className="hint">{about(say(`kind.${place.kind}`), place.title)}</p>
        <h1>{place.name}</h1>
        {place.component && <p className="hint">{place.component}</p>}
      </header>
      {place.checklist.length > 0 && <h2>{say('checklist')}</h2>}
      {place.checklist.map((line, nth) => (
        <Chips
          key={line}
          legend={line}
          name={`line-${nth}`}
          options={[
            { value: true, label: say('yes') },
            { value: false, label: say('no') },
          ]}
          value={draft.answers[nth]}
          onChange={(yes) => answer(nth, yes)}
        />
      ))}
      <FormFault>{fault('answers')}</FormFault>
      <Chips<Result>
        legend={say('result')}
        name="result"
        options={(place.kind === 'census' ? censusResults : results).map((value) => ({
          value,
          label: say(place.kind === 'census' && value === 'fine' ? 'censusFine' : `result.${value}`),
        }))}
        value={draft.result}
        fault={fault('result')}
        onChange={(result) => change({ result })}
      />
      {draft.result === 'differs' && (
        <SurveyFields
          survey={draft}
          shotAt={draft.shotAt}
          states={states}
          fault={fault('survey')}
          onChange={change}
        />
      )}
      <div className="patrol-photos">
        <PhotoPicker label={say('photos')} photos={photos} onChange={changePhotos} camera sends={false} />
        <FormFault>{fault('photos')}</FormFault>
      </div>
      <OneLine
        label={say('text')}
        optional={draft.result !== 'found'}
        hint={say('textHint')}
        fault={fault('text')}
        text={draft.text}
        most={longestRemark}
        onText={(text) => change({ text })}
      />
      <SpokenField spoken={spoken} tried={tried} />
      {draft.result === 'found' && (
        <FilingNeeds
          classCode={place.classCode ?? ''}
          photos={photos.length}
          hasPosition
          hasComponent={Boolean(place.component)}
          onlyVoice={isOnlyVoice(draft.text, spoken.recordings.length)}
          sizes={draft.sizes}
          onSizes={(sizes) => change({ sizes })}
        />
      )}
      <StoodLine {...draft} onChange={change} />
      <KeepBar send={say('send')} keeping={keeping} failed={failed} />
    </form>
  )
}

/** The draft of a look and its way into the queue: it is dropped when it is safe there, and not before. */
const useLook = (account: string, place: PlannedPlace, onSent: () => void) => {
  const queries = useQueryClient()
  const { planId, placeNo } = place
  const condition = useCondition(place.classCode ?? '')
  const name = placeName(account, planId, placeNo)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyLook)
  const [photos, changePhotos, dropPhotos] = useShots(name, draft.shotAt, change)
  const spoken = useSpoken(name)
  const { mutate, isPending, isError } = useMutation({
    networkMode: 'always',
    mutationFn: async (result: Result) => {
      const key = draft.key ?? beginKey()
      const phoneAt = foundAtOf(draft)
      change({ key, phoneAt })
      const survey = result === 'differs' ? surveyOf(draft) : undefined
      const stood = stoodOf(draft)
      const sizes = result === 'found' ? measuredOf(condition, draft.sizes) : []
      await finishPlace(
        account,
        key,
        {
          planId,
          placeNo,
          title: about(place.title, place.name),
          result,
          answers: result === 'noAccess' ? [] : draft.answers.map((yes) => yes === true),
          ...(sizes.length > 0 && { sizes }),
          ...(survey && { survey }),
          ...(stood && { stood }),
          text: draft.text.trim(),
          phoneAt,
        },
        photos.map(({ file }) => file),
        spoken.files,
      )
    },
    onSuccess: () => {
      dropDraft()
      dropPhotos()
      spoken.drop()
      queries.setQueryData<PlannedPlace[]>(placesKey, (places) =>
        places?.filter((one) => one.planId !== planId || one.placeNo !== placeNo),
      )
      onSent()
    },
  })
  return {
    draft,
    change,
    photos,
    changePhotos,
    spoken,
    keep: mutate,
    keeping: isPending,
    failed: isError,
  }
}
