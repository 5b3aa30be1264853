import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { about } from '@/shared/i18n/punctuation'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { useComponentClasses } from '@/shared/reference/component-classes'
import { Field } from '@/shared/touch/field'
import { useStoredDraft } from '@/shared/ui/stored-draft'
import { FormFault } from '../form-fault'
import { foundAtOf, useShots } from '../fresh-fix'
import { KeepBar } from '../keep-bar'
import { longestRemark, OneLine } from '../one-line'
import { placeName } from '../outbox/mend'
import { beginKey, finishPlace } from '../outbox/outbox'
import { PositionField } from '../position-field'
import { SpokenField, useSpoken } from '../spoken'
import { placesQuery } from './planned-place'
import { emptySurvey, StateChips, surveyOf } from './survey-fields'
import { useWords } from './words'
import '../patrol.css'

const states = ['intact', 'damaged', 'abandoned'] as const
const emptyFound = {
  ...emptySurvey,
  classCode: '',
  name: '',
  text: '',
  phoneAt: null as string | null,
  shotAt: null as number | null,
  key: null as string | null,
}

interface NewComponentPageProps {
  account: string
  planId: string
  onBack: () => void
  onSent: () => void
}

/** A component of a census that stands in the street and not on record: class, name, photo, position, state. */
export function NewComponentPage({ account, planId, onBack, onSent }: NewComponentPageProps) {
  const say = useWords()
  const classes = useComponentClasses()
  const [tried, setTried] = useState(false)
  const { draft, change, photos, changePhotos, spoken, keep, keeping, failed } = useFound(
    account,
    planId,
    onSent,
  )
  const missing = {
    classCode: draft.classCode === '',
    name: draft.name.trim() === '',
    state: draft.state === null,
    at: draft.at === null,
    photos: photos.length === 0 || photos.some(({ fault }) => fault),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!keeping && !spoken.busy && !Object.values(missing).some(Boolean)) keep()
  }
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <button type="button" className="button-plain back" onClick={onBack}>
        {say('back')}
      </button>
      <h1>{say('newComponent')}</h1>
      <div className="patrol-photos">
        <PhotoPicker label={say('photos')} photos={photos} onChange={changePhotos} camera sends={false} />
        <FormFault>{tried && missing.photos ? say('newPhotoMissing') : undefined}</FormFault>
      </div>
      <Field
        label={say('componentClass')}
        fault={tried && missing.classCode ? say('classMissing') : undefined}
      >
        {(wiring) => (
          <select
            {...wiring}
            value={draft.classCode}
            onChange={({ target }) =>
              change({
                classCode: target.value,
                name: classes.find(({ code }) => code === target.value)?.name ?? '',
              })
            }
          >
            <option value="">{say('chooseClass')}</option>
            {classes.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say('componentName')} fault={tried && missing.name ? say('nameMissing') : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            maxLength={30}
            autoComplete="off"
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <StateChips
        states={states}
        state={draft.state}
        fault={tried && missing.state ? say('stateMissing') : undefined}
        onState={(state) => change({ state })}
      />
      <PositionField
        at={draft.at}
        within={draft.within}
        fixedAt={draft.fixedAt}
        shotAt={draft.shotAt}
        fault={tried && missing.at ? say('positionMissing') : undefined}
        onChange={change}
      />
      <OneLine
        label={say('text')}
        optional
        hint={say('textHint')}
        text={draft.text}
        most={longestRemark}
        onText={(text) => change({ text })}
      />
      <SpokenField spoken={spoken} tried={tried} />
      <KeepBar send={say('send')} keeping={keeping} failed={failed} />
    </form>
  )
}

/** The draft of a found component and its way into the queue. */
const useFound = (account: string, planId: string, onSent: () => void) => {
  const say = useWords()
  const title = useQuery(placesQuery).data?.find((one) => one.planId === planId)?.title
  const name = placeName(account, planId, 0)
  const [draft, change, dropDraft] = useStoredDraft(name, emptyFound)
  const [photos, changePhotos, dropPhotos] = useShots(name, draft.shotAt, change)
  const spoken = useSpoken(name)
  const { mutate, isPending, isError } = useMutation({
    networkMode: 'always',
    mutationFn: async () => {
      const key = draft.key ?? beginKey()
      const phoneAt = foundAtOf(draft)
      change({ key, phoneAt })
      const survey = surveyOf({ ...draft, moved: true })
      if (!survey) throw new Error('a component without a place')
      await finishPlace(
        account,
        key,
        {
          planId,
          placeNo: 0,
          title: about(title ?? say('newComponent'), draft.name.trim()),
          result: 'differs',
          answers: [],
          survey,
          found: { classCode: draft.classCode, name: draft.name.trim() },
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
      onSent()
    },
  })
  return {
    draft,
    change,
    photos,
    changePhotos,
    spoken,
    keep: () => mutate(),
    keeping: isPending,
    failed: isError,
  }
}
