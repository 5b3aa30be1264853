import { type FormEvent, useEffect, useRef, useState } from 'react'
import { tell } from '@/shared/api/problem'
import { PhotoPicker } from '@/shared/photos/photo-picker'
import { Field } from '@/shared/touch/field'
import { useOnline } from '@/shared/ui/online'
import { CallButtons } from './call-buttons'
import { ChoiceField } from './choice-field'
import { ContactFields } from './contact-fields'
import { rescuesFor } from './danger'
import { KindField } from './kind-field'
import { KnownIncidents } from './known-incidents'
import { PlaceFields } from './place-fields'
import type { Received } from './receipts'
import { maxText } from './request-draft'
import { useRequest } from './request-state'
import { useWords } from './words'
import './request-form.css'

interface RequestFormProps {
  onReceived: (received: Received) => void
  /** The number and the code of the request for which thanks are to be said: the citizen comes from its page. */
  praises?: { number: string; code: string } | undefined
}

/** The one page of the public door: what happened, and whatever helps to find the place and the person. */
export function RequestForm({ onReceived, praises }: RequestFormProps) {
  const say = useWords()
  const online = useOnline()
  const request = useRequest(onReceived)
  const { draft, contact, faults, busy } = request
  const form = useRef<HTMLFormElement>(null)
  const { number: asked, code } = praises ?? { number: '', code: '' }
  const { change } = request
  useEffect(() => {
    if (asked) change({ kind: 'praise', praises: asked, praisesCode: code })
  }, [asked, code, change])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || request.send()) return
    // The faults are drawn with the next frame.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  return (
    <form ref={form} className="stack request-form" noValidate onSubmit={submit}>
      <header className="request-lead">
        <h1>{say(asked ? 'praiseTitle' : 'title')}</h1>
        <p>{asked ? say('praiseLead', { number: asked }) : say('lead')}</p>
      </header>
      <TextField
        text={draft.text}
        thanks={asked !== ''}
        fault={faults.text}
        onChange={(text) => request.change({ text })}
      />
      {!asked && <KnownIncidents draft={draft} onChange={request.change} />}
      {draft.component && (
        <NamedComponent code={draft.component} onDrop={() => request.change({ component: '' })} />
      )}
      {!asked && <PlaceFields draft={draft} onChange={request.change} />}
      <div className="photo-field">
        <PhotoPicker label={say('photos')} photos={request.photos} onChange={request.changePhotos} />
        <p className="hint">{say('photosHint')}</p>
        {request.photosRefused && (
          <p className="field-fault" role="alert">
            {say('photosRefused')}
          </p>
        )}
      </div>
      <ContactFields
        contact={contact}
        fault={faults.phone}
        onChange={request.changeContact}
        confidential={draft.confidential}
        onConfidential={(confidential) => request.change({ confidential })}
      />
      <KindField
        key={asked}
        kind={draft.kind}
        praises={draft.praises}
        praisesCode={draft.praisesCode}
        fault={faults.praises}
        onChange={request.change}
      />
      {!asked && (
        <ChoiceField
          choice={draft.choice}
          pin={draft.pin}
          onChange={(choice) => request.change({ choice })}
        />
      )}
      {!online && (
        <p className="notice" role="status">
          {say('offline')}
        </p>
      )}
      {request.refusal && (
        <p className="notice" role="alert">
          <strong>{say('notSent')}</strong>
          <br />
          {tell(request.refusal)}
        </p>
      )}
      <div className="request-send">
        <button type="submit" className="button button-main" aria-disabled={busy !== undefined}>
          {say(busy === 'sending' ? 'submitting' : draft.joins ? 'submitJoining' : 'submit')}
        </button>
        <p role="status" className="hint">
          {busy === 'photos' && say('photosWaiting')}
        </p>
      </div>
      {draft.text && <ClearDraft onClear={request.drop} />}
    </form>
  )
}

interface TextFieldProps {
  text: string
  /** Whether thanks are said for a request that is known. */
  thanks: boolean
  fault: string | undefined
  onChange: (text: string) => void
}

function TextField({ text, thanks, fault, onChange }: TextFieldProps) {
  const say = useWords()
  const rescues = rescuesFor(text)
  return (
    <div className="request-text">
      <Field
        label={say(thanks ? 'praiseText' : 'text')}
        hint={say(thanks ? 'praiseHint' : 'textHint')}
        fault={fault}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            value={text}
            placeholder={thanks ? '' : say('textExample')}
            rows={5}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {text && (
        <p className="hint request-count">
          <span>{say('textKept')}</span>
          <span>{say('textCount', { count: text.trim().length, max: maxText })}</span>
        </p>
      )}
      <div role="status">
        {rescues.length > 0 && (
          <div className="call-box">
            <p>{say('dangerTyping')}</p>
            <CallButtons rescues={rescues} />
          </div>
        )}
      </div>
    </div>
  )
}

/** The component whose tag was scanned: it goes with the request until somebody takes it out. */
function NamedComponent({ code, onDrop }: { code: string; onDrop: () => void }) {
  const say = useWords()
  return (
    <p className="request-component">
      {say('component', { code })}
      <button type="button" className="button-plain" onClick={onDrop}>
        {say('componentDrop')}
      </button>
    </p>
  )
}

/** Two presses: nothing typed is lost by one slip of a thumb. */
function ClearDraft({ onClear }: { onClear: () => void }) {
  const say = useWords()
  const [sure, setSure] = useState(false)
  return (
    <button
      type="button"
      className="button-plain request-clear"
      onBlur={() => setSure(false)}
      onClick={() => (sure ? onClear() : setSure(true))}
    >
      {say(sure ? 'clearSure' : 'clear')}
    </button>
  )
}
