import { useLanguage } from '@/shared/i18n/i18n'
import { dateWords, day, exactly, moment } from './civil-time'
import { band } from './ladder'
import { useNow } from './now'
import { timeLeftWords, useTimeWords } from './words'

/** Time left in words and in the colour of the ladder; the exact time on hover and for screen readers. */
export function TimeLeft({ dueAt, from }: { dueAt: string; from?: string | undefined }) {
  const now = useNow()
  const say = useTimeWords()
  useLanguage()
  const due = say('due', { at: exactly(dueAt) })
  return (
    <time className="time-left" dateTime={dueAt} title={due} data-band={band(dueAt, now, from)}>
      {timeLeftWords(dueAt, now)}
      <span className="unseen">{`, ${due}`}</span>
    </time>
  )
}

/** The day of a moment, where the clock says nothing; exact on hover. */
export function Day({ at }: { at: string }) {
  const now = useNow()
  useLanguage()
  return (
    <time dateTime={at} title={exactly(at)}>
      {day(at, now)}
    </time>
  )
}

/** A civil date as people write it, with its year on hover. */
export function CivilDate({ of }: { of: string }) {
  const now = useNow()
  useLanguage()
  return (
    <time dateTime={of} title={of}>
      {dateWords(of, now)}
    </time>
  )
}

/** A moment as people write it, exact on hover. */
export function Moment({ at }: { at: string }) {
  const now = useNow()
  useLanguage()
  return (
    <time dateTime={at} title={exactly(at)}>
      {moment(at, now)}
    </time>
  )
}
