import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Refused, tell } from '@/shared/api/problem'
import { Field } from '@/shared/touch/field'
import { readCode, readNumber } from './case-number'
import type { Keys } from './follow-page'
import { say, useWords } from './follow-words'

const numberFault = (typed: string): string | undefined => {
  const reading = readNumber(typed)
  switch (reading.state) {
    case 'good':
      return undefined
    case 'empty':
      return say('numberMissing')
    case 'letters':
      return say('numberLetters')
    case 'length':
      return say('numberLength', { digits: reading.digits })
    case 'mistyped':
      return say('numberMistyped')
  }
}

const codeFault = (typed: string): string | undefined => {
  const reading = readCode(typed)
  switch (reading.state) {
    case 'good':
      return undefined
    case 'empty':
      return say('codeMissing')
    case 'alike':
      return say('codeAlike')
    case 'length':
      return say('codeLength', { characters: reading.characters })
  }
}

const secondsIn = (refusal: Refused) => Number(refusal.facts.retryAfterSeconds ?? 60)

/** The same words for a wrong code and an unknown number: neither may be guessed. */
const refusalWords = (refusal: Error): string => {
  if (!(refusal instanceof Refused)) return tell(refusal)
  if (refusal.status === 404) return say('unknown')
  if (refusal.status === 429) return say('tooMany', { count: Math.ceil(secondsIn(refusal) / 60) })
  return refusal.status === 400 ? say('numberMistyped') : tell(refusal)
}

interface FollowFormProps {
  asked: Partial<Keys>
  looking: boolean
  refusal: Error | null
  onAsk: (keys: Keys) => void
}

export function FollowForm({ asked, looking, refusal, onAsk }: FollowFormProps) {
  const say = useWords()
  const [number, setNumber] = useState(asked.number ?? '')
  const [code, setCode] = useState(asked.code ?? '')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const checkedNumber = useCheckedAfter(number)

  useEffect(() => {
    if (refusal)
      form.current?.querySelector<HTMLElement>('[role="alert"]')?.scrollIntoView({ block: 'nearest' })
  }, [refusal])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const readings = { number: readNumber(number), code: readCode(code) }
    if (readings.number.state === 'good' && readings.code.state === 'good') {
      if (!looking) onAsk({ number: readings.number.number, code: readings.code.code })
      return
    }
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  return (
    <form ref={form} className="stack card" noValidate onSubmit={submit}>
      <Field
        label={say('number')}
        hint={say('numberHint')}
        fault={tried || checkedNumber.isMistyped ? numberFault(number) : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            className="follow-key"
            inputMode="numeric"
            autoComplete="off"
            value={number}
            onBlur={checkedNumber.check}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('code')} hint={say('codeHint')} fault={tried ? codeFault(code) : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            className="follow-key"
            autoCapitalize="characters"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      {refusal && !looking && (
        <p className="notice" role="alert">
          {refusalWords(refusal)}
        </p>
      )}
      <button type="submit" className="button button-main" aria-disabled={looking}>
        {say(looking ? 'looking' : 'show')}
      </button>
    </form>
  )
}

/** A mistyped number is told when its field is left, and not while the digits are still being typed. */
const useCheckedAfter = (number: string) => {
  const [left, setLeft] = useState('')
  const isMistyped = left === number && readNumber(number).state === 'mistyped'
  return { isMistyped, check: () => setLeft(number) }
}
